//! The figures for a terminal.

use std::io::Write;

use super::{FEWEST, Health};
use crate::{Result, words};

/// Writes them as plain text.
pub fn write_text(health: &Health, out: &mut impl Write) -> Result<()> {
    writeln!(out, "{}", health.bank)?;
    writeln!(out, "Health of the community, {}", health.period.name())?;
    writeln!(out, "For the committee: keep it inside the timebank.\n")?;
    let active = words::counted(health.active as u64, "active member", "active members");
    let Some(signs) = &health.signs else {
        writeln!(
            out,
            "There were {active}. With fewer than {FEWEST} these figures say nothing about a \
             community, so none is shown."
        )?;
        return Ok(());
    };
    writeln!(out, "{active}.")?;
    for sign in signs {
        writeln!(out, "\n{:<40}{:>20}", sign.name, sign.value.said())?;
        writeln!(out, "  {}.", sign.reading)?;
        writeln!(out, "  {}", sign.formula)?;
        writeln!(out, "  Take care: {}", sign.caveat)?;
    }
    writeln!(
        out,
        "\nOf those who joined in each quarter, how many took part:"
    )?;
    for quarter in &health.quarters {
        writeln!(
            out,
            "  From {:<20}{:>6} of {:>4}",
            words::month(quarter.first),
            quarter.active,
            quarter.joined
        )?;
    }
    Ok(())
}
