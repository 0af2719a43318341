//! Each kind of bad line is named with its number and reason, and nothing is written.

use timebank::actor::{Role, System};
use timebank::import::timeoverflow::{Files, Options, SourceFile};
use timebank::member::{self, Details, MemberKind, NewMember, State};

use crate::support::{TRANSFERS, TestBank, USERS, files_of, fixture, transfers, users};

const BAD_USERS: &str = include_str!("../data/timeoverflow/bad-users.csv");
const BAD_TRANSFERS: &str = include_str!("../data/timeoverflow/bad-transfers.csv");

/// The bad lines of these files, after it was made sure that they let nothing through.
fn bad_lines(files: &Files) -> Vec<String> {
    let bank = TestBank::new();
    let rows = bank.rows();
    let plan = bank.plan(files);
    let refused = bank.apply(&plan).unwrap_err();
    assert!(
        refused.to_string().starts_with("Nothing was brought in"),
        "{refused}"
    );
    assert_eq!(bank.rows(), rows, "a refused import changes nothing");
    let sheet = plan.to_string();
    let lines: Vec<String> = plan.bad_lines.iter().map(ToString::to_string).collect();
    for line in &lines {
        assert!(sheet.contains(line), "the sheet lists {line}");
    }
    assert!(
        plan.what_next()
            .starts_with("Nothing can be brought in while")
    );
    lines
}

/// The one bad line of a users' file with this line after a good one.
fn user(line: &str) -> String {
    let good = "1,Tilda Marsh,tilda@example.org,,,2023-04-01,,en,0";
    one(&files_of(users(&[good, line]), transfers(&[])))
}

/// The one bad line of a transfers' file with this line after a good one.
fn transfer(line: &str) -> String {
    let good = "2024-03-02,Tilda Marsh (1),Rowan Peake (2),Gardening,2:00";
    one(&files_of(USERS, transfers(&[good, line])))
}

fn one(files: &Files) -> String {
    let mut lines = bad_lines(files);
    assert_eq!(lines.len(), 1, "{lines:?}");
    lines.remove(0)
}

#[test]
fn every_bad_line_of_a_users_file_is_listed() {
    assert_eq!(
        bad_lines(&files_of(BAD_USERS, transfers(&[]))),
        [
            "users.csv, line 3: “x” is not a member number",
            "users.csv, line 4: member number 1 stands in line 2 already",
            "users.csv, line 5: the email address TILDA@example.org stands in line 2 already",
            "users.csv, line 6: there is no name",
            "users.csv, line 7: the email address is not in the form name@example.org",
            "users.csv, line 8: the day of joining “09/09/2023” is not a date like 2019-03-31",
            "users.csv, line 10: the balance “1:30” is not a whole number of seconds",
            "users.csv, line 11: there should be 9 columns, separated by commas, but there are 8",
            "users.csv, line 12: the day of joining 2999-01-01 lies in the future",
            "users.csv, line 13: the balance 99999999999999 is more than a book can hold",
            "users.csv, line 14: the telephone number is longer than 40 characters",
        ]
    );
}

#[test]
fn every_bad_line_of_a_transfers_file_is_listed() {
    let both = users(&[
        "1,Tilda Marsh,tilda@example.org,,,2023-04-01,,en,0",
        "14,Rowan Peake,rowan@example.org,,,2023-04-03,,en,0",
    ]);
    assert_eq!(
        bad_lines(&files_of(both, BAD_TRANSFERS)),
        [
            "transfers.csv, line 3: the quantity is 0:00, which moves nothing",
            "transfers.csv, line 4: the date “03/03/2024” is not a date like 2019-03-31",
            "transfers.csv, line 5: member 1 stands on both sides",
            "transfers.csv, line 6: the quantity “1.5” is not hours and minutes like 1:30",
            "transfers.csv, line 7: nobody is named under From",
            "transfers.csv, line 8: there should be 5 columns, separated by commas, but there \
             are 4",
            "transfers.csv, line 9: the bank’s own account stands on both sides",
            "transfers.csv, line 10: the date 2999-03-09 lies in the future",
            "transfers.csv, line 11: there should be 5 columns, separated by commas, but there \
             are 3 (it runs on to line 12: a quotation mark may be missing)",
        ]
    );
}

#[test]
fn what_is_too_long_is_named() {
    let long = "x".repeat(401);
    assert_eq!(
        transfer(&format!(
            "2024-03-02,Tilda Marsh (1),Rowan Peake (2),{long},1:00"
        )),
        "transfers.csv, line 3: the post is longer than 400 characters"
    );
    assert_eq!(
        transfer(&format!("2024-03-02,{long},Rowan Peake (2),,1:00")),
        "transfers.csv, line 3: the party under From is longer than 120 characters"
    );
    assert_eq!(
        user(&format!("2,{long},,,,2023-04-01,,en,0")),
        "users.csv, line 3: the name is longer than 120 characters"
    );
}

#[test]
fn a_number_of_nought_is_not_a_number() {
    assert_eq!(
        user("0,Rowan Peake,,,,2023-04-01,,en,0"),
        "users.csv, line 3: “0” is not a member number"
    );
}

#[test]
fn a_line_that_is_not_utf_8_is_named() {
    let mut bytes = TRANSFERS.as_bytes().to_vec();
    bytes.extend(b"2024-06-01,Tilda Marsh (1),Rowan Peake (2),Caf\xe9,1:00\n");
    assert_eq!(
        one(&files_of(USERS, bytes)),
        "transfers.csv, line 32: it is not written in UTF-8; export the file again as UTF-8"
    );
}

#[test]
fn a_file_that_is_another_one_is_not_read_at_all() {
    let told = |users: &str| one(&files_of(users, transfers(&[])));
    assert_eq!(told(""), "users.csv, line 1: the file is empty");
    assert_eq!(
        told(TRANSFERS),
        "users.csv, line 1: the headings do not fit: there should be 9 columns, separated by \
         commas, but there are 5"
    );
    assert_eq!(
        told(&USERS.replace(',', ";")),
        "users.csv, line 1: the headings do not fit: there should be 9 columns, separated by \
         commas, but there is 1"
    );
    let (_, headless) = USERS.split_once('\n').unwrap();
    assert_eq!(
        told(headless),
        "users.csv, line 1: the first line should hold the headings, but it looks like data"
    );
}

#[test]
fn a_bad_line_of_the_offers_is_listed_too() {
    let offers = "\"\",Offer,Tags,User,Created at\n\"\",Gardening,\"\",\"\",\"\"\n\
                  1,,\"\",Tilda Marsh (1),2023-04-02\n\
                  2,Roses,\"\",Tilda Marsh,2023-04-02\n\
                  3,Roses,\"\",Tilda Marsh (1),yesterday\n";
    let files = Files {
        offers: Some(SourceFile::new("offers.csv", offers)),
        ..files_of(USERS, TRANSFERS)
    };
    assert_eq!(
        bad_lines(&files),
        [
            "offers.csv, line 3: there is no title",
            "offers.csv, line 4: “Tilda Marsh” is not a name with a member number",
            "offers.csv, line 5: the day it was added “yesterday” is not a date like 2019-03-31",
        ]
    );
}

#[test]
fn bad_lines_are_left_out_when_asked_for_and_the_rest_comes_in() {
    let bank = TestBank::new();
    let skip = Options {
        skip_bad_lines: true,
        ..Options::default()
    };
    let plan = bank.plan_with(&files_of(BAD_USERS, BAD_TRANSFERS), &skip);
    let outcome = bank.apply(&plan).unwrap();
    assert_eq!((outcome.members, outcome.exchanges), (2, 1));
    assert_eq!(outcome.skipped, 20);
    assert_eq!((bank.balance(1), bank.balance(14)), (60, -60));
    bank.expect_clean_books();
}

#[test]
fn transfers_of_somebody_whose_line_is_left_out_are_left_out_with_it() {
    let bank = TestBank::new();
    let broken = USERS.replace("2023-04-03 10:00:00 UTC", "soon");
    let skip = Options {
        skip_bad_lines: true,
        ..Options::default()
    };
    let plan = bank.plan_with(&files_of(broken, TRANSFERS), &skip);
    assert_eq!(plan.bad_lines.len(), 1);
    let note = "With line 3 of users.csv left out, so are 6 transfers of number 2.";
    assert!(
        plan.notes.iter().any(|other| other == note),
        "{:?}",
        plan.notes
    );
    bank.apply(&plan).unwrap();
    assert!(bank.members().iter().all(|member| member.number.get() != 2));
    assert_eq!(
        bank.balance(1),
        -840,
        "the others keep the balance of the source"
    );
    bank.expect_clean_books();
}

#[test]
fn a_fault_of_the_whole_file_cannot_be_left_out() {
    let bank = TestBank::new();
    let skip = Options {
        skip_bad_lines: true,
        ..Options::default()
    };
    let plan = bank.plan_with(&files_of(USERS, ""), &skip);
    assert!(!plan.bad_lines[0].may_be_skipped);
    assert!(bank.apply(&plan).is_err());
    assert_eq!(bank.count("member"), 0);
}

#[test]
fn an_address_or_number_that_somebody_here_has_is_named() {
    let bank = TestBank::new();
    bank.import(&fixture());
    let more = users(&[
        "1,Tilda Marsh,tilda@example.org,01632 960101,,2023-04-01,,en,-50400",
        "13,Ada Finch,,,,2024-06-01,,en,0",
        "20,Ivo Lund,WILF@example.org,,,2024-06-01,,en,0",
    ]);
    let rows = bank.rows();
    let plan = bank.plan(&files_of(more, TRANSFERS));
    let lines: Vec<String> = plan.bad_lines.iter().map(ToString::to_string).collect();
    for line in [
        "users.csv, line 3: number 13 is already the number of The user is not active here",
        "users.csv, line 4: the email address WILF@example.org is already that of Wilf Abara (12) \
         here",
    ] {
        assert!(lines.iter().any(|other| other == line), "{lines:?}");
    }
    assert!(bank.apply(&plan).is_err());
    assert_eq!(bank.rows(), rows);
}

#[test]
fn a_failure_half_way_leaves_nothing_behind() {
    let bank = TestBank::new();
    let plan = bank.plan(&fixture());
    let rows = bank.rows();
    let new = NewMember {
        id: timebank::MemberId::new(uuid::Uuid::from_u128(77)),
        account: ledger::AccountId::new(uuid::Uuid::from_u128(78)),
        kind: MemberKind::Person,
        number: Some(timebank::MemberNumber::new(12)),
        details: Details {
            name: "Kit Arden".into(),
            ..Details::default()
        },
        joined_on: None,
    };
    let by = System::COMMAND_LINE;
    let refused = bank.write(|tx| {
        timebank::import::timeoverflow::apply(tx, &by, &plan, &bank.moment(), &mut |_, _| ())?;
        // The number is taken by the import now, so the whole of the job fails.
        let moment = bank.moment();
        member::add_by_system(tx, &by, &new, Role::Member, State::Active, &moment)?;
        Ok(())
    });
    assert!(refused.is_err());
    assert_eq!(bank.rows(), rows);
}
