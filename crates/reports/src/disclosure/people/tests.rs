//! Every small bank, asked one by one: what could a reader tell who knows the rule and has seen
//! everything it shows?

use std::collections::HashMap;

use super::*;

const RULE: Rule = Rule {
    below: 5,
    nearest: 5,
};

/// Every way in which so many people at most could have helped each other, in so many exchanges.
fn banks(most: u64, exchanges: impl Fn(u64) -> Vec<u64>) -> impl Iterator<Item = People> {
    let parts = move || 0..=most;
    let all = parts().flat_map(move |giving_only| {
        parts().flat_map(move |receiving_only| {
            parts().map(move |both| (giving_only, receiving_only, both))
        })
    });
    all.flat_map(move |(giving_only, receiving_only, both)| {
        let (giving, receiving) = (giving_only + both, receiving_only + both);
        let active = giving + receiving_only;
        let fewest = giving.max(receiving);
        let exchanges = exchanges(fewest);
        exchanges.into_iter().flat_map(move |exchanges| {
            (0..=active).map(move |organisations| People {
                active,
                giving,
                receiving,
                organisations,
                exchanges,
                ..People::default()
            })
        })
    })
    .filter(|bank| bank.is_possible())
}

/// The numbers that must not be told, each with what is shown in its place, if anything is.
fn secrets(bank: People, shown: &ShownPeople) -> [(u64, Option<Shown<i64>>); 8] {
    [
        (bank.active, Some(shown.active)),
        (bank.giving, Some(shown.giving)),
        (bank.receiving, Some(shown.receiving)),
        (bank.both(), Some(shown.both)),
        (bank.giving_only(), Some(shown.giving_only)),
        (bank.receiving_only(), Some(shown.receiving_only)),
        (bank.organisations, Some(shown.organisations)),
        (bank.persons(), None),
    ]
}

/// Sorts all banks by what is shown of them, and looks at every heap: whatever is true of all
/// banks in it is known to the reader.
fn nobody_is_given_away(rule: Rule, most: u64, exchanges: impl Fn(u64) -> Vec<u64>) {
    #[derive(Default)]
    struct Heap {
        spans: [Span; 8],
        reaches_edge: bool,
        example: Option<People>,
    }
    let mut heaps: HashMap<String, Heap> = HashMap::new();
    let mut masked = 0;
    for bank in banks(most, exchanges) {
        let shown = bank.protect(rule);
        if shown.active == Shown::Hidden && bank.is_quiet(rule) {
            continue;
        }
        masked += u64::from(!shown.active.is_exact());
        let heap = heaps
            .entry(format!("{} {shown:?}", bank.exchanges))
            .or_default();
        for (span, (count, _)) in heap.spans.iter_mut().zip(secrets(bank, &shown)) {
            span.reach(count, count);
        }
        let parts = [bank.giving_only(), bank.receiving_only(), bank.both()];
        heap.reaches_edge |= parts.contains(&most);
        heap.example = Some(bank);
    }
    assert!(masked > 1_000, "only {masked} banks have anything to hide");
    for (shown, heap) in heaps {
        // Beyond the edge are banks that would look the same and were not asked.
        if !heap.reaches_edge {
            let narrow = heap.spans.iter().position(|span| span.is_narrow(rule));
            assert_eq!(narrow, None, "{shown}\n{:?}", heap.example);
        }
    }
}

#[test]
fn a_reader_who_knows_the_rule_cannot_tell_a_small_number() {
    nobody_is_given_away(RULE, 18, |_| vec![1_000]);
}

#[test]
fn nor_can_they_where_there_were_hardly_more_exchanges_than_people() {
    nobody_is_given_away(RULE, 13, |fewest| {
        let counts = [7, 8, 9, 10, 11, 13, 15, 17, 20, 24].into_iter();
        counts.filter(|exchanges| *exchanges >= fewest).collect()
    });
}

#[test]
fn nor_can_they_where_the_limit_is_higher() {
    nobody_is_given_away(Rule::new(8), 15, |_| vec![1_000]);
}

fn people(giving_only: u64, receiving_only: u64, both: u64) -> People {
    People {
        active: giving_only + receiving_only + both,
        giving: giving_only + both,
        receiving: receiving_only + both,
        exchanges: 500,
        ..People::default()
    }
}

#[test]
fn where_nobody_is_few_every_figure_is_exact() {
    let shown = people(7, 0, 30).protect(RULE);
    assert_eq!(shown.active, Shown::Exact(37));
    assert_eq!(shown.receiving_only, Shown::Exact(0));
}

#[test]
fn a_small_part_is_masked_and_the_others_are_rounded() {
    let shown = people(3, 41, 42).protect(RULE);
    assert_eq!(shown.giving_only, Shown::FewerThan(5));
    assert_eq!(shown.active.said(), "about 85");
    assert_eq!(shown.both.said(), "about 40");
    assert_eq!(shown.organisations, Shown::Exact(0));
}

#[test]
fn a_sum_that_would_tell_its_parts_takes_them_with_it() {
    // 4 + 7 + 7 = 18, shown as about 20: at least 18, and 7 is the most that “about 5” can be.
    let shown = people(4, 7, 7).protect(RULE);
    assert_eq!(shown.giving_only, Shown::Hidden);
    assert_eq!(shown.active.said(), "about 20");
}

#[test]
fn one_new_member_is_reason_enough_to_round() {
    let one = People {
        new: 1,
        ..people(7, 6, 30)
    };
    assert_eq!(one.protect(RULE).new, Shown::FewerThan(5));
    assert_eq!(one.protect(RULE).active.said(), "about 45");
}

/// Everybody who would look the same is one heap; in none of them may the rest of the whole, or
/// the part, lie closer together than a small number is said to be.
fn a_part_gives_nobody_away(
    rule: Rule,
    bank: impl Fn(u64, u64) -> People,
    shown: impl Fn(&ShownPeople) -> (Shown<i64>, Shown<i64>),
) {
    let mut heaps: HashMap<String, [Span; 3]> = HashMap::new();
    for whole in 0..65 {
        for part in 0..=whole {
            let said = shown(&bank(whole, part).protect(rule));
            let heap = heaps.entry(format!("{said:?}")).or_default();
            for (span, count) in heap.iter_mut().zip([whole, part, whole - part]) {
                span.reach(count, count);
            }
        }
    }
    assert!(heaps.len() > 40, "hardly anything is shown");
    // Beyond the edge are banks that would look the same and were not asked.
    for (said, heap) in heaps.into_iter().filter(|(_, heap)| heap[0].last < 55) {
        let narrow = heap.iter().position(|span| span.is_narrow(rule));
        assert_eq!(narrow, None, "{said}");
    }
}

#[test]
fn nobody_is_told_by_what_is_left_of_a_number_of_which_a_part_is_shown() {
    for rule in [RULE, Rule::new(8)] {
        let active = |whole, returning| People {
            returning,
            ..people(0, 0, whole)
        };
        a_part_gives_nobody_away(rule, active, |shown| (shown.active, shown.returning));
        let both = |whole, balanced| People {
            balanced,
            ..people(20, 20, whole)
        };
        a_part_gives_nobody_away(rule, both, |shown| (shown.both, shown.balanced));
        let at_end = |at_end, never_started| People {
            at_end,
            never_started,
            ..people(20, 20, 20)
        };
        a_part_gives_nobody_away(rule, at_end, |shown| (shown.at_end, shown.never_started));
    }
}

#[test]
fn of_a_quiet_period_nothing_is_shown() {
    let shown = people(1, 1, 2).protect(RULE);
    assert_eq!(shown.active, Shown::Hidden);
    let hardly_any = People {
        exchanges: 4,
        ..people(4, 4, 0)
    };
    assert_eq!(hardly_any.protect(RULE).active, Shown::Hidden);
    assert_eq!(people(0, 0, 0).protect(RULE).active, Shown::Exact(0));
}
