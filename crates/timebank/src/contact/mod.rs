//! How somebody is reached, and who may see it: telephone, e-mail and address each have an
//! audience of their own. Coordinators always see all three; without a choice nobody else does.

mod model;
mod store;

use rusqlite::{Connection, Transaction};
use serde_json::json;

pub use model::{Audiences, Field, SeenBy, Visible};

use crate::actor::{Coordinator, Person, Role, Signature};
use crate::audit;
use crate::clock::Moment;
use crate::error::Result;
use crate::ids::MemberId;
use crate::member::{self, Profile, State};

/// Who may see each field of a member.
pub fn audiences(conn: &Connection, member: MemberId) -> Result<Audiences> {
    Ok(store::audiences(conn, member)?)
}

/// Chooses who sees one's own.
pub fn choose(
    tx: &Transaction<'_>,
    by: &Person,
    audiences: Audiences,
    moment: &Moment,
) -> Result<()> {
    write(tx, by.into(), by.id(), audiences, moment)
}

/// Chooses for a member who said so on the telephone or in person.
pub fn choose_for(
    tx: &Transaction<'_>,
    by: &Coordinator,
    member: MemberId,
    audiences: Audiences,
    moment: &Moment,
) -> Result<()> {
    member::get(tx, member)?;
    write(tx, by.into(), member, audiences, moment)
}

fn write(
    tx: &Transaction<'_>,
    by: Signature,
    member: MemberId,
    audiences: Audiences,
    moment: &Moment,
) -> Result<()> {
    for field in Field::ALL {
        store::choose(tx, member, field, audiences.of(field))?;
    }
    let chosen = Field::ALL.map(|field| (field.as_str(), audiences.of(field).as_str()));
    let details = json!(std::collections::BTreeMap::from(chosen));
    let (subject, action) = (Some(member.uuid()), "member.contact_audience");
    audit::write(tx, by, moment, action, subject, &details)
}

/// What of a member's particulars somebody may see. Of a member who does not take part, or where
/// one of the two has blocked the other, nothing.
pub fn visible(conn: &Connection, by: &Person, of: &Profile) -> Result<Visible> {
    let all = Visible::all(of);
    if of.id == by.id() || by.role() >= Role::Coordinator {
        return Ok(all);
    }
    if of.state != State::Active {
        return Ok(Visible::default());
    }
    let standing = store::standing(conn, by.id(), of.id)?;
    if standing.apart {
        return Ok(Visible::default());
    }
    Ok(all.only(|field| match standing.audiences.of(field) {
        SeenBy::Coordinators => false,
        SeenBy::Exchanged => standing.exchanged,
        SeenBy::Members => true,
    }))
}
