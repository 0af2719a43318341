//! The fields by which somebody is reached, and the audiences they can have.

use crate::member::Profile;

/// A field by which somebody is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Telephone.
    Phone,
    /// E-mail.
    Email,
    /// Postal address.
    Address,
}

impl Field {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 3] = [Self::Phone, Self::Email, Self::Address];

    /// Its code in the file and in forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Address => "address",
        }
    }
}

/// Who sees a field; coordinators do in any case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeenBy {
    /// Nobody else.
    Coordinators,
    /// People with whom the member has agreed on help, or exchanged hours.
    Exchanged,
    /// Everybody who takes part.
    Members,
}

impl SeenBy {
    /// All of them, narrowest first.
    pub const ALL: [Self; 3] = [Self::Coordinators, Self::Exchanged, Self::Members];

    /// Its code in the file and in forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Coordinators => "coordinators",
            Self::Exchanged => "exchanged",
            Self::Members => "members",
        }
    }

    /// The audience with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|found| found.as_str() == code)
    }
}

/// Who sees each field of one member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Audiences([SeenBy; 3]);

impl Audiences {
    /// Before anything is chosen.
    pub const USUAL: Self = Self([SeenBy::Coordinators; 3]);

    /// Who sees a field.
    #[must_use]
    pub const fn of(self, field: Field) -> SeenBy {
        self.0[field as usize]
    }

    /// The same but for one field.
    #[must_use]
    pub const fn with(mut self, field: Field, seen_by: SeenBy) -> Self {
        self.0[field as usize] = seen_by;
        self
    }
}

/// What somebody may see of how a member is reached; what they may not see is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Visible {
    /// Telephone.
    pub phone: String,
    /// E-mail.
    pub email: String,
    /// Postal address.
    pub address: String,
}

impl Visible {
    pub(super) fn all(of: &Profile) -> Self {
        Self {
            phone: of.phone.clone(),
            email: of.email.clone().unwrap_or_default(),
            address: of.address.clone(),
        }
    }

    pub(super) fn only(mut self, shown: impl Fn(Field) -> bool) -> Self {
        for field in Field::ALL {
            if !shown(field) {
                match field {
                    Field::Phone => self.phone.clear(),
                    Field::Email => self.email.clear(),
                    Field::Address => self.address.clear(),
                }
            }
        }
        self
    }

    /// Whether there is nothing to see.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.phone.is_empty() && self.email.is_empty() && self.address.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_field_has_an_audience_of_its_own() {
        let chosen = Audiences::USUAL.with(Field::Phone, SeenBy::Members);
        assert_eq!(chosen.of(Field::Phone), SeenBy::Members);
        assert_eq!(chosen.of(Field::Email), SeenBy::Coordinators);
        for seen_by in SeenBy::ALL {
            assert_eq!(SeenBy::parse(seen_by.as_str()), Some(seen_by));
        }
    }
}
