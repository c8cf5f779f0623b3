//! Whether what a date tells of lies behind or ahead.

use super::group::Cue;
use super::pieces::Pieces;

/// Pieces that are read on either side of a date: most clauses are shorter.
const REACH: usize = 30;

/// Pieces from a noun, or from "is meeting", to the date that it tells of.
const FAR: usize = 8;

/// Pieces from "ahead", "upcoming" to the date that it tells of.
const NEAR: usize = 4;

/// When something happens, as the words around its date tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    /// "was arrested in April".
    Behind,
    /// "announced a vote in May": behind, or what was told of lies ahead.
    Told,
    /// "will meet on Friday".
    Ahead,
    /// "was due to meet on Friday": ahead of what is told, mostly of today.
    Planned,
    /// Nothing tells.
    Open,
}

impl Tense {
    pub(super) fn is_ahead(self) -> bool {
        matches!(self, Self::Ahead | Self::Planned)
    }
}

/// When what happens at the date from piece `at` to `end` does.
pub(super) fn tense(pieces: &Pieces<'_>, at: usize, end: usize) -> Tense {
    let clause = Clause { pieces, at };
    let owns = pieces.word(end) == "'";
    clause
        .beside(end)
        .or_else(|| clause.before(if owns { FAR } else { REACH }))
        .or_else(|| clause.after(end))
        .or_else(|| clause.limit().then_some(Tense::Ahead))
        .unwrap_or(Tense::Open)
}

/// Whether a verb of the past stands close before the date: "was arrested in April".
fn is_beside_verb(pieces: &Pieces<'_>, at: usize) -> bool {
    let clause = Clause { pieces, at };
    (at.saturating_sub(2)..at).any(|verb| clause.is_past(verb))
}

/// Whether the date is one of its clause and no part of a noun: "on May 3", "charged May 3", but not "the May 3
/// vote".
pub(super) fn is_of_clause(pieces: &Pieces<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else {
        return true;
    };
    let clause = Clause { pieces, at };
    let small = [Cue::Loose, Cue::Limit, Cue::Since, Cue::Open, Cue::Opens];
    let verb = small.into_iter().any(|cue| clause.tells(before, cue)) || clause.is_past(before);
    // "a scheduled May 3 vote"
    verb && !clause.tells(before.wrapping_sub(1), Cue::Determiner)
}

/// Whether a word before the date says that it is the last one: "by May 10", "no later than".
pub(super) fn is_limit(pieces: &Pieces<'_>, at: usize) -> bool {
    tells(pieces, at.wrapping_sub(1), Cue::Limit)
}

fn tells(pieces: &Pieces<'_>, at: usize, cue: Cue) -> bool {
    pieces.entry(at).tells(cue)
}

/// Whether a clause ends at a sign.
fn is_border(pieces: &Pieces<'_>, at: usize) -> bool {
    matches!(pieces.word(at), ";" | ":" | "\u{201c}" | "." | "?" | "!")
}

/// What stands between a date and a word before it.
#[derive(Clone, Copy, Default)]
struct Passed {
    /// "to" and a verb.
    infinitive: bool,
    comma: bool,
    /// "if" or the like.
    condition: bool,
}

/// What stands around a date.
#[derive(Clone, Copy)]
struct Clause<'a> {
    pieces: &'a Pieces<'a>,
    at: usize,
}

impl Clause<'_> {
    fn tells(self, at: usize, cue: Cue) -> bool {
        tells(self.pieces, at, cue)
    }

    /// Whether the date is one until which, or by which, something is.
    fn limit(self) -> bool {
        self.tells(self.at.wrapping_sub(1), Cue::Until)
    }

    /// What stands right beside the date: "since Friday", "Friday's attack", "the trial on Monday will".
    fn beside(self, end: usize) -> Option<Tense> {
        let before = self.at.wrapping_sub(1);
        if self.tells(before, Cue::Since) {
            return Some(Tense::Behind);
        }
        let next = end + usize::from(self.tells(end, Cue::DayPart));
        if self.pieces.word(next) == "'" {
            let event = (next + 2..next + 5).any(|at| self.tells(at, Cue::Event));
            return (event || self.tells(before, Cue::Before)).then_some(Tense::Behind);
        }
        if is_beside_verb(self.pieces, self.at) {
            return None;
        }
        if self.tells(next, Cue::Modal) {
            return Some(self.modal(next));
        }
        if self.tells(next, Cue::Is) || self.tells(next, Cue::Opens) {
            return Some(Tense::Ahead);
        }
        let was = self.tells(next, Cue::Was);
        was.then(|| self.passive(next).unwrap_or(Tense::Behind))
    }

    /// "will", "would", but "would have".
    fn modal(self, at: usize) -> Tense {
        let perfect = (at + 1..at + 4).find(|&at| self.tells(at, Cue::Have));
        match perfect {
            Some(have) if !self.tells(have + 1, Cue::To) && have < self.at => Tense::Behind,
            _ => Tense::Ahead,
        }
    }

    /// "is due", "was to begin", "is meeting".
    fn passive(self, at: usize) -> Option<Tense> {
        let planned = if self.tells(at, Cue::Was) {
            Tense::Planned
        } else {
            Tense::Ahead
        };
        let meant = (at + 1..at + 4).any(|at| self.tells(at, Cue::Planned));
        (meant || self.tells(at + 1, Cue::To)).then_some(planned)
    }

    /// A word in small letters that tells of the past: "resigned", "fell".
    fn is_past(self, at: usize) -> bool {
        let word = self.pieces.word(at);
        let ends = self.pieces.lexicon.ends_as_past(word);
        let small = !self.pieces.is_capital(at) || at == 0 || self.pieces.is_capital_text(at);
        let regular = ends && word.len() > 3 && !self.tells(at, Cue::NoPast);
        small && (regular || self.tells(at, Cue::Past))
    }

    /// What the nearest verb before the date tells. A day with "'s" is part of a noun, of which a verb further
    /// away tells nothing.
    fn before(self, reach: usize) -> Option<Tense> {
        let start = self.at.saturating_sub(reach);
        // Whether there is "is", or a verb that may tell of what is to come.
        let mut present = false;
        let mut passed = Passed::default();
        for at in (start..self.at).rev() {
            if is_border(self.pieces, at) && self.at - at > 1 {
                break;
            }
            if let Some(found) = self.verb_before(at, passed) {
                return Some(match found {
                    Tense::Behind if passed.condition => Tense::Told,
                    found => found,
                });
            }
            let is = self.tells(at, Cue::Is) || self.is_open_as(at, Cue::Perhaps);
            passed.comma |= self.pieces.word(at) == ",";
            passed.infinitive |= self.is_infinitive(at);
            passed.condition |= self.tells(at, Cue::Condition);
            present |= is && !passed.comma;
        }
        let weak = passed.infinitive || present;
        (weak && reach == REACH).then_some(Tense::Ahead)
    }

    /// "to" before a verb.
    fn is_infinitive(self, at: usize) -> bool {
        let next = at + 1;
        let word = self.pieces.word(next);
        self.tells(at, Cue::To)
            && next < self.at
            && !self.tells(next, Cue::Determiner)
            && !self.pieces.is_capital(next)
            && word.starts_with(char::is_alphabetic)
    }

    /// What a word before the date tells, if it is a verb.
    fn verb_before(self, at: usize, passed: Passed) -> Option<Tense> {
        if self.is_modal(at) || self.is_short_would(at) {
            return Some(self.modal(at));
        }
        self.planned(at, passed.infinitive)
            .or_else(|| self.coming(at, passed.infinitive))
            .or_else(|| self.deed(at))
            .or_else(|| self.helper(at, passed.comma))
    }

    /// "is due", "was expected", "a rally planned for", but not "the scheduled vote".
    fn planned(self, at: usize, infinitive: bool) -> Option<Tense> {
        if !self.tells(at, Cue::Planned) || self.tells(at.wrapping_sub(1), Cue::Determiner) {
            return None;
        }
        let early = at.saturating_sub(3)..at;
        let was = |at: usize| self.tells(at, Cue::Was) || self.tells(at, Cue::Had);
        let past = early.into_iter().any(was);
        let sure = !self.tells(at, Cue::Past) || infinitive || past || self.is_present(at);
        sure.then_some(if past { Tense::Planned } else { Tense::Ahead })
    }

    /// "plans to", "agreed to", "postponed until", "begins".
    fn coming(self, at: usize, infinitive: bool) -> Option<Tense> {
        let near = self.tells(at, Cue::Coming) && self.at - at <= NEAR;
        let put_off = self.limit() && self.tells(at, Cue::PutOff);
        let asked = self.tells(at, Cue::Asked) && (infinitive || is_limit(self.pieces, self.at));
        let begins = self.tells(at, Cue::Opens) || self.is_open_as(at, Cue::Open);
        let ahead = near || put_off || asked || begins || self.is_plan(at, infinitive);
        ahead.then_some(Tense::Ahead)
    }

    /// "resigned", "announced", "the attack".
    fn deed(self, at: usize) -> Option<Tense> {
        if !self.is_past(at) {
            let before = at.wrapping_sub(1);
            let verb = self.tells(before, Cue::To) || self.tells(before, Cue::Modal);
            let event = self.tells(at, Cue::Event) && !verb && self.at - at <= FAR;
            return event.then_some(Tense::Behind);
        }
        let told = self.tells(at, Cue::Told) && self.at - at > 2 || self.is_condition(at);
        match self.participle(at) {
            Some(Tense::Behind) if told => Some(Tense::Told),
            found => found,
        }
    }

    /// "was", "had", "has to", "is meeting".
    fn helper(self, at: usize, comma: bool) -> Option<Tense> {
        if self.tells(at, Cue::Was) {
            return Some(self.passive(at).unwrap_or(Tense::Behind));
        }
        if self.tells(at, Cue::Had) {
            return Some(Tense::Behind);
        }
        if self.tells(at, Cue::Have) && (self.tells(at + 1, Cue::To) || self.limit()) {
            return Some(Tense::Ahead);
        }
        if !self.tells(at, Cue::Is) || comma {
            return None;
        }
        let doing = self.pieces.lexicon.ends_as_doing(self.pieces.word(at + 1));
        let near = self.at - at <= 2 || doing && self.at - at <= FAR;
        near.then_some(Tense::Ahead).or_else(|| self.passive(at))
    }

    /// "plans", "the plan to meet", but not "made the plan".
    fn is_plan(self, at: usize, infinitive: bool) -> bool {
        self.is_open_as(at, Cue::Plan) || infinitive && self.tells(at, Cue::Plan)
    }

    /// Whether a condition stands before a verb: "if he was elected".
    fn is_condition(self, at: usize) -> bool {
        (at.saturating_sub(6)..at).any(|at| self.tells(at, Cue::Condition))
    }

    /// "will", "may" and the like, where it is no name.
    fn is_modal(self, at: usize) -> bool {
        let name = at > 0 && self.pieces.is_capital(at) && !self.pieces.is_capital_text(at);
        self.tells(at, Cue::Modal) && !name
    }

    /// "he'd leave".
    fn is_short_would(self, at: usize) -> bool {
        self.tells(at, Cue::ShortWould) && self.pieces.before(at) == "'"
    }

    /// Whether "is" or the like stands close before a word.
    fn is_present(self, at: usize) -> bool {
        (at.saturating_sub(3)..at).any(|at| self.tells(at, Cue::Is))
    }

    /// A verb of a cue that is a noun as well, where it is a verb: "polls open", but not "the open", "to open".
    fn is_open_as(self, at: usize, cue: Cue) -> bool {
        let before = at.wrapping_sub(1);
        // "did not open"
        let did = (at.saturating_sub(3)..at).any(|at| self.tells(at, Cue::Had));
        self.tells(at, cue)
            && !did
            && !self.tells(before, Cue::Determiner)
            && !self.tells(before, Cue::To)
            && !self.pieces.is_capital(at)
    }

    /// A verb of the past, with what stands before it: "will be held", "is closed", "was held", "will hit".
    fn participle(self, at: usize) -> Option<Tense> {
        let mut near = (at.saturating_sub(2)..at).rev();
        if let Some(modal) = near.find(|&at| self.is_modal(at)) {
            return Some(self.modal(modal));
        }
        if self.tells(at.wrapping_sub(1), Cue::To) {
            return None;
        }
        let mut early = (at.saturating_sub(3)..at).rev();
        let Some(be) = early.find(|&at| self.tells(at, Cue::Be)) else {
            let present = self.is_present(at);
            return Some(match self.at - at {
                ..=2 if present => Tense::Ahead,
                _ if present => Tense::Told,
                _ => Tense::Behind,
            });
        };
        let governor = (be.saturating_sub(3)..be).rev();
        for at in governor {
            if self.tells(at, Cue::Modal) {
                return Some(self.modal(at));
            }
            if self.tells(at, Cue::To) {
                // What governs "to be held" stands further before.
                return None;
            }
        }
        Some(Tense::Behind)
    }

    /// What the first verb after the date tells.
    fn after(self, end: usize) -> Option<Tense> {
        let mut described = None;
        for at in end..(end + REACH).min(self.pieces.len()) {
            let ends = described.is_some() && self.pieces.word(at) == ",";
            if ends || is_border(self.pieces, at) {
                break;
            }
            if self.is_modal(at) {
                return Some(self.modal_after(at));
            }
            if self.is_open_as(at, Cue::Plan) || self.tells(at, Cue::Opens) {
                return Some(Tense::Ahead);
            }
            if self.tells(at, Cue::Is) {
                match self.passive(at) {
                    None => continue,
                    planned => return planned,
                }
            }
            if self.tells(at, Cue::Was) {
                return Some(self.passive(at).unwrap_or(Tense::Behind));
            }
            if self.tells(at, Cue::Had) || self.tells(at, Cue::Have) {
                return Some(Tense::Behind);
            }
            if self.is_past(at) {
                if described.is_some() || !self.tells(at + 1, Cue::Describing) {
                    return Some(Tense::Behind);
                }
                described = Some(Tense::Behind);
            }
        }
        described
    }

    fn modal_after(self, at: usize) -> Tense {
        let perfect = (at + 1..at + 4).any(|at| self.tells(at, Cue::Have));
        if perfect { Tense::Behind } else { Tense::Ahead }
    }
}
