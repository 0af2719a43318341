//! Every row of every list by project: what readers work with who have the reports of several
//! projects and that of the whole bank. Never printed.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use chrono::Datelike;
use timebank::exchange::PostedExchange;
use timebank::{CategoryId, Channel, ProjectId};

use super::tally::{Counted, Pair};

/// The rows of a list, each by project; exchanges of no project are a column, too.
pub(crate) type Cells<K> = HashMap<K, HashMap<Option<ProjectId>, Counted>>;

/// The lists of a report by project.
#[derive(Clone, Debug, Default)]
pub(crate) struct Grid {
    pub(crate) months: Cells<(i32, u32)>,
    pub(crate) categories: Cells<Option<CategoryId>>,
    pub(crate) channels: Cells<Channel>,
    pub(crate) pairs: Cells<Pair>,
    /// The projects of the part that was asked for.
    pub(crate) ours: HashSet<Option<ProjectId>>,
}

impl Grid {
    pub(super) fn add(&mut self, exchange: &PostedExchange, is_ours: bool) {
        let month = (exchange.done_on.year(), exchange.done_on.month());
        let pair = (exchange.giver_kind, exchange.receiver_kind);
        add(&mut self.months, month, exchange);
        add(&mut self.categories, exchange.category, exchange);
        add(&mut self.channels, exchange.channel, exchange);
        add(&mut self.pairs, pair, exchange);
        if is_ours {
            self.ours.insert(exchange.project);
        }
    }
}

fn add<K: Eq + Hash>(cells: &mut Cells<K>, row: K, exchange: &PostedExchange) {
    let row = cells.entry(row).or_default();
    row.entry(exchange.project).or_default().add(exchange);
}
