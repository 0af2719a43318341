//! Who is asking, as types.
//!
//! A command says in its parameters who may give it: `approve` needs a `&Coordinator`. Only a
//! checked sign-in, a token or the command line yields one, so that a rule cannot be forgotten.

use ledger::AccountId;
use words::say;

use crate::clock::Channel;
use crate::error::{Error, Result};
use crate::ids::{AreaId, MemberId, MemberNumber};
use crate::member::{MemberKind, State};
use crate::typed::called;

/// What somebody looks after, beside being a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Sees the figures and no names: a trustee or a funder. Takes no part in exchanges.
    Reader,
    /// Takes part.
    Member,
    /// Also closes and signs months, and has the second word on grants.
    Treasurer,
    /// Also approves, records for others and reports.
    Coordinator,
    /// Also looks after the bank itself and gives out roles.
    Administrator,
}

impl Role {
    /// All roles, from the fewest rights to the most.
    pub const ALL: [Self; 5] = [
        Self::Reader,
        Self::Member,
        Self::Treasurer,
        Self::Coordinator,
        Self::Administrator,
    ];

    /// The code kept in the file.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reader => "reader",
            Self::Member => "member",
            Self::Treasurer => "treasurer",
            Self::Coordinator => "coordinator",
            Self::Administrator => "administrator",
        }
    }

    /// Whether somebody in this role takes part: may give and receive, and reads who does.
    #[must_use]
    pub const fn takes_part(self) -> bool {
        !matches!(self, Self::Reader)
    }

    /// Whether somebody in this role sees the reports.
    #[must_use]
    pub const fn sees_figures(self) -> bool {
        !matches!(self, Self::Member)
    }

    /// The role with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == code)
    }
}

/// Somebody whose sign-in or token was checked just now.
#[derive(Clone, Debug)]
pub struct Person {
    id: MemberId,
    number: MemberNumber,
    name: String,
    known_as: String,
    role: Role,
    state: State,
    account: AccountId,
    kind: MemberKind,
    area: Option<AreaId>,
}

impl Person {
    pub(crate) fn from_checked(member: &crate::member::Profile) -> Self {
        Self {
            id: member.id,
            number: member.number,
            name: member.name.clone(),
            known_as: member.known_as.clone(),
            role: member.role,
            state: member.state,
            account: member.account,
            kind: member.kind,
            area: member.area,
        }
    }

    /// A person or an organisation.
    #[must_use]
    pub const fn kind(&self) -> MemberKind {
        self.kind
    }

    /// The part of the place where they live.
    #[must_use]
    pub const fn area(&self) -> Option<AreaId> {
        self.area
    }

    /// The member this person is.
    #[must_use]
    pub const fn id(&self) -> MemberId {
        self.id
    }

    /// The member's number.
    #[must_use]
    pub const fn number(&self) -> MemberNumber {
        self.number
    }

    /// The whole name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The name for a greeting: a first name or nickname, else the whole name.
    #[must_use]
    pub fn greeting(&self) -> &str {
        called(&self.name, &self.known_as)
    }

    /// The role.
    #[must_use]
    pub const fn role(&self) -> Role {
        self.role
    }

    /// The state of the membership.
    #[must_use]
    pub const fn state(&self) -> State {
        self.state
    }

    /// The account in the book.
    #[must_use]
    pub const fn account(&self) -> AccountId {
        self.account
    }

    /// This person as an active member.
    pub fn member(&self) -> Result<Member> {
        self.takes_part()?;
        if self.state == State::Active {
            Ok(Member(self.clone()))
        } else {
            Err(Error::forbidden(say!("actor-your-membership-is-paused-so")))
        }
    }

    /// Refuses a reader, who sees figures and never who is behind them.
    pub fn takes_part(&self) -> Result<()> {
        if self.role.takes_part() {
            Ok(())
        } else {
            Err(Error::forbidden(say!("actor-as-a-reader-you-see")))
        }
    }

    /// Refuses whoever does not look after anything: figures are for readers, treasurers,
    /// coordinators and administrators.
    pub fn sees_figures(&self) -> Result<()> {
        if self.state == State::Active && self.role.sees_figures() {
            Ok(())
        } else {
            Err(Error::forbidden(say!("actor-only-a-coordinator-can-do")))
        }
    }

    /// This person as a treasurer; a coordinator and an administrator are one too.
    pub fn treasurer(&self) -> Result<Treasurer> {
        if self.state == State::Active && self.role >= Role::Treasurer {
            Ok(Treasurer(self.clone()))
        } else {
            Err(Error::forbidden(say!("actor-only-a-treasurer-or-a")))
        }
    }

    /// This person as a coordinator; an administrator is one too.
    pub fn coordinator(&self) -> Result<Coordinator> {
        if self.state == State::Active && self.role >= Role::Coordinator {
            Ok(Coordinator(self.clone()))
        } else {
            Err(Error::forbidden(say!("actor-only-a-coordinator-can-do")))
        }
    }

    /// This person as an administrator.
    pub fn administrator(&self) -> Result<Administrator> {
        if self.state == State::Active && self.role == Role::Administrator {
            Ok(Administrator(self.clone()))
        } else {
            Err(Error::forbidden(say!("actor-only-an-administrator-can-do")))
        }
    }
}

/// An active member.
#[derive(Clone, Debug)]
pub struct Member(Person);

/// An active member who is a treasurer, a coordinator or an administrator.
#[derive(Clone, Debug)]
pub struct Treasurer(Person);

/// An active member who is a coordinator or an administrator.
#[derive(Clone, Debug)]
pub struct Coordinator(Person);

/// An active member who is an administrator.
#[derive(Clone, Debug)]
pub struct Administrator(Person);

/// The program itself, or whoever stands at the machine's command line.
#[derive(Clone, Copy, Debug)]
pub struct System(Channel);

impl System {
    /// The command line: whoever may run commands on the machine may do this.
    pub const COMMAND_LINE: Self = Self(Channel::Cli);
    /// An import of another system's files.
    pub const IMPORT: Self = Self(Channel::Import);

    /// The channel this hand of the program acts through.
    #[must_use]
    pub const fn channel(self) -> Channel {
        self.0
    }
}

macro_rules! person_behind {
    ($($name:ident),*) => {$(
        impl $name {
            /// The person behind the role.
            #[must_use]
            pub const fn person(&self) -> &Person {
                &self.0
            }

            /// The member this person is.
            #[must_use]
            pub const fn id(&self) -> MemberId {
                self.0.id
            }
        }
    )*};
}
person_behind!(Member, Treasurer, Coordinator, Administrator);

impl Administrator {
    /// The same person as a coordinator.
    #[must_use]
    pub fn as_coordinator(&self) -> Coordinator {
        Coordinator(self.0.clone())
    }
}

impl Coordinator {
    /// The same person as a treasurer.
    #[must_use]
    pub fn as_treasurer(&self) -> Treasurer {
        Treasurer(self.0.clone())
    }

    /// The same person as a member.
    #[must_use]
    pub fn as_member(&self) -> Member {
        Member(self.0.clone())
    }
}

/// Who did something, as the audit keeps it.
#[derive(Clone, Copy, Debug)]
pub struct Signature {
    /// The member who acted; nobody for the program.
    pub actor: Option<MemberId>,
    /// In which role.
    pub acted_as: &'static str,
}

impl From<&Member> for Signature {
    fn from(member: &Member) -> Self {
        Self {
            actor: Some(member.id()),
            acted_as: "member",
        }
    }
}

impl From<&Treasurer> for Signature {
    fn from(treasurer: &Treasurer) -> Self {
        treasurer.person().into()
    }
}

impl From<&Coordinator> for Signature {
    fn from(coordinator: &Coordinator) -> Self {
        Self {
            actor: Some(coordinator.id()),
            acted_as: "coordinator",
        }
    }
}

impl From<&Administrator> for Signature {
    fn from(administrator: &Administrator) -> Self {
        Self {
            actor: Some(administrator.id()),
            acted_as: "administrator",
        }
    }
}

impl From<&System> for Signature {
    fn from(system: &System) -> Self {
        Self {
            actor: None,
            acted_as: system.0.as_str(),
        }
    }
}

impl From<&Person> for Signature {
    fn from(person: &Person) -> Self {
        Self {
            actor: Some(person.id),
            acted_as: person.role.as_str(),
        }
    }
}
