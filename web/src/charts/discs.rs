//! Discs of members: how many took part in which way.

use super::Em;

/// The longest row has at most so many discs.
const MOST: u64 = 10;
const ROW: i64 = 360;

/// A chart of members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiscRows {
    /// What it shows, for who cannot see it.
    pub title: String,
    /// Its figures in a sentence.
    pub description: String,
    /// How many members one disc is.
    pub each: u64,
    /// The rows.
    pub rows: Vec<DiscRow>,
}

/// One row: its name left and its figure right above the discs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiscRow {
    /// What it is.
    pub name: String,
    /// How many members.
    pub members: u64,
    /// Where its name and figure stand.
    pub text_y: Em,
    /// Where the middles of its discs lie.
    pub y: Em,
    /// Where each disc lies.
    pub discs: Vec<Em>,
}

impl DiscRows {
    /// The chart of `(name, members)`.
    #[must_use]
    pub fn of(title: impl Into<String>, rows: &[(String, u64)]) -> Self {
        let each = each(rows.iter().map(|row| row.1).max().unwrap_or(0));
        let rows: Vec<DiscRow> = (0..)
            .zip(rows)
            .map(|(index, (name, members))| DiscRow {
                name: name.clone(),
                members: *members,
                text_y: Em(ROW * index + 100),
                y: Em(ROW * index + 240),
                discs: (0..)
                    .take(usize::try_from(discs(*members, each)).unwrap_or(0))
                    .map(|disc: i64| Em(80 + 195 * disc))
                    .collect(),
            })
            .collect();
        Self {
            title: title.into(),
            description: description(&rows),
            each,
            rows,
        }
    }

    /// How high the whole chart is.
    #[must_use]
    pub fn height(&self) -> Em {
        Em(ROW * i64::try_from(self.rows.len()).unwrap_or(0) - 10)
    }

    /// "One disc is 5 members."
    #[must_use]
    pub fn key(&self) -> String {
        format!("One disc is {}.", crate::words::count(self.each, "member"))
    }
}

/// How many members one disc is, so that the longest row fits.
fn each(most: u64) -> u64 {
    [1, 5, 10, 25, 50, 100]
        .into_iter()
        .find(|each| discs(most, *each) <= MOST)
        .unwrap_or_else(|| most.div_ceil(MOST).next_multiple_of(100))
}

/// The nearest whole number of discs; somebody is never none.
fn discs(members: u64, each: u64) -> u64 {
    if members == 0 {
        return 0;
    }
    ((members + each / 2) / each).max(1)
}

fn description(rows: &[DiscRow]) -> String {
    let told: Vec<String> = rows
        .iter()
        .map(|row| {
            let members = crate::words::count(row.members, "member");
            format!("{} {members}", row.name.to_lowercase())
        })
        .collect();
    let told = crate::words::sentence(&told.join(", "));
    format!("{told}.")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(members: &[u64]) -> DiscRows {
        let rows: Vec<_> = members
            .iter()
            .map(|members| ("Gave".to_owned(), *members))
            .collect();
        DiscRows::of("How members took part", &rows)
    }

    #[test]
    fn the_longest_row_has_ten_discs_at_most() {
        for most in [0, 1, 10, 11, 52, 53, 104, 105, 999, 1_000, 5_000, 123_456] {
            let chart = chart(&[most]);
            let count = u64::try_from(chart.rows[0].discs.len()).unwrap();
            assert!(count <= MOST, "{most}: {count} of {}", chart.each);
            assert_eq!(chart.rows[0].members, most);
        }
    }

    #[test]
    fn a_disc_is_as_many_members_as_the_chart_says() {
        let chart = chart(&[40, 25, 20, 1, 0]);
        assert_eq!(chart.each, 5);
        let discs: Vec<_> = chart.rows.iter().map(|row| row.discs.len()).collect();
        assert_eq!(discs, [8, 5, 4, 1, 0]);
        assert_eq!(chart.key(), "One disc is 5 members.");
        assert_eq!(chart.rows[0].discs[7], Em(1_445));
    }
}
