//! What is counted of facts.

use super::page::Page;
use crate::{Measure, Report};
use std::collections::BTreeMap;

/// What was counted of one row.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    pub(super) right: usize,
    pub(super) printed: usize,
    pub(super) wanted: usize,
}

impl Counts {
    fn measure(self) -> Measure {
        Measure::of_counts(self.right, self.wanted, self.printed)
    }

    /// Right of all, 0 where there is nothing.
    fn share(right: usize, all: usize) -> f64 {
        right as f64 / all.max(1) as f64
    }
}

/// What was counted, and what was wrong.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) names: Counts,
    pub(super) spans: Counts,
    pub(super) entities: Counts,
    pub(super) quotes: Counts,
    pub(super) found: Counts,
    pub(super) relations: Counts,
    pub(super) pairs: Counts,
    pub(super) values: Counts,
    pub(super) speaker: Counts,
    pub(super) shown: Counts,
    /// Printed quotes that are none.
    pub(super) not_quotes: usize,
    /// Quotes of the corpus by kind and by act.
    pub(super) kinds: BTreeMap<String, Counts>,
    errors: Vec<String>,
}

/// Kinds and acts that have a figure of their own.
const KINDS: [&str; 5] = ["direct", "mixed", "indirect", "speech", "thought"];

impl Tally {
    /// Notes an error: the article's id and what there is to say, with a tab between.
    pub(super) fn say(&mut self, page: &Page<'_>, fields: &[&str]) {
        let fields = [page.gold.id.as_str()]
            .into_iter()
            .chain(fields.iter().copied());
        let on_one_line = |field: &str| field.split_whitespace().collect::<Vec<_>>().join(" ");
        let fields: Vec<String> = fields.map(on_one_line).collect();
        self.errors.push(fields.join("\t"));
    }

    /// The table.
    pub(super) fn report(self) -> Report {
        let mut report = Report::default();
        for (name, counts) in [
            ("names", self.names),
            ("spans", self.spans),
            ("entities", self.entities),
            ("quotes", self.quotes),
            ("found", self.found),
            ("relations", self.relations),
            ("pairs", self.pairs),
            ("values", self.values),
        ] {
            report.push(name, counts.measure());
        }
        let Counts { right, wanted, .. } = self.speaker;
        report.push_figure("speaker", Counts::share(right, wanted));
        let printed = self.quotes.printed;
        report.push_figure("false", Counts::share(self.not_quotes, printed));
        let Counts { right, wanted, .. } = self.shown;
        report.push_figure("shown", Counts::share(right, wanted));
        for kind in KINDS {
            let counts = self.kinds.get(kind).copied().unwrap_or_default();
            report.push_figure(kind, Counts::share(counts.right, counts.wanted));
        }
        report.push_errors(self.errors);
        report
    }
}
