//! The facts of a graph as the page's template asks for them.

use super::super::calendar;
use super::super::reading::{Who, hue, initials, kind, label_words};
use super::super::relate;
use super::facts::{
    GraphPage, PageClaimant, PageConflict, PageDocument, PageEntity, PagePlace, PageQuote,
    PageRelation, PageSide, PageVoice, PageWho,
};
use crate::text::one_line;
use newsgraph_document::Status;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The most speakers and the most of whom they speak in the table.
const ROWS: usize = 14;
const COLUMNS: usize = 12;

/// How many documents of an entity stand open in its card.
const OPEN: usize = 6;

/// The facts, with what is listed and so can be led to.
pub(super) struct Shown<'a> {
    page: &'a GraphPage,
    /// Where each entity stands in the list.
    cards: BTreeMap<i64, usize>,
    /// Where each document stands in the list.
    documents: BTreeMap<&'a str, usize>,
}

/// A document, with the days and numbers as they are shown.
pub(super) struct Listed<'a> {
    pub(super) document: &'a PageDocument,
    pub(super) date: String,
}

/// Where a fact stands.
pub(super) struct Place<'a> {
    pub(super) at: &'a PagePlace,
    pub(super) date: String,
    /// The document's number in the list.
    pub(super) number: Option<usize>,
}

/// One who speaks.
pub(super) struct Voice<'a> {
    pub(super) who: Option<Who>,
    pub(super) initials: String,
    pub(super) hue: usize,
    pub(super) total: usize,
    /// How much of the most that anyone says, in hundredths.
    pub(super) share: usize,
    pub(super) quotes: Vec<Said<'a>>,
}

/// A quote.
pub(super) struct Said<'a> {
    pub(super) quote: &'a PageQuote,
    pub(super) content: String,
    pub(super) to: Option<Who>,
    pub(super) place: Place<'a>,
}

/// Who speaks about whom how often.
pub(super) struct Matrix {
    pub(super) columns: Vec<Who>,
    pub(super) rows: Vec<(Who, Vec<Option<Cell>>)>,
    /// Pairs that the table leaves out.
    pub(super) others: Vec<(Who, Who, usize)>,
}

/// How many quotes of one name another, and how dark that is shown, from 1 to 5.
#[derive(Clone, Copy)]
pub(super) struct Cell {
    pub(super) quotes: usize,
    pub(super) tint: usize,
}

/// An entity.
pub(super) struct Card<'a> {
    pub(super) entity: &'a PageEntity,
    pub(super) kind: &'static str,
    pub(super) initials: String,
    pub(super) hue: usize,
    pub(super) open: Vec<In<'a>>,
    pub(super) further: Vec<In<'a>>,
}

/// A document that mentions an entity.
pub(super) struct In<'a> {
    pub(super) id: &'a str,
    pub(super) number: Option<usize>,
    pub(super) mentions: usize,
}

/// All that is said of two entities.
pub(super) struct Pair<'a> {
    pub(super) id: usize,
    pub(super) rows: Vec<Row<'a>>,
}

/// A relation.
pub(super) struct Row<'a> {
    relation: &'a PageRelation,
    pub(super) subject: Who,
    pub(super) label: String,
    pub(super) object: Who,
    pub(super) role: Option<String>,
    pub(super) notes: Vec<&'static str>,
    pub(super) claimant: Option<String>,
    pub(super) place: Place<'a>,
}

/// Two statements that do not agree.
pub(super) struct Conflict<'a> {
    pub(super) conflict: &'a PageConflict,
    pub(super) sides: Vec<Side<'a>>,
}

/// One of them.
pub(super) struct Side<'a> {
    pub(super) stated: &'a PageSide,
    pub(super) claimant: Option<String>,
    pub(super) place: Place<'a>,
}

/// A date with all places that tell of it.
pub(super) struct Day<'a> {
    pub(super) words: String,
    pub(super) places: Vec<Place<'a>>,
}

impl<'a> Shown<'a> {
    pub(super) fn new(page: &'a GraphPage) -> Self {
        let cards = page.entities.iter().enumerate();
        let documents = page.documents.iter().enumerate();
        Self {
            page,
            cards: cards.map(|(at, entity)| (entity.id, at)).collect(),
            documents: documents
                .map(|(at, document)| (document.id.as_str(), at))
                .collect(),
        }
    }

    pub(super) fn documents(&self) -> Vec<Listed<'a>> {
        let list = self.page.documents.iter();
        list.map(|document| Listed {
            document,
            date: document.date.map(calendar::day).unwrap_or_default(),
        })
        .collect()
    }

    /// The style of an entity of the list.
    pub(super) fn kind(&self, at: usize) -> &'static str {
        let entity = self.page.entities.get(at);
        entity.map_or("other", |entity| kind(&entity.label))
    }

    fn who(&self, who: &PageWho) -> Who {
        Who {
            name: one_line(&who.name),
            card: who.entity.and_then(|id| self.cards.get(&id)).copied(),
        }
    }

    fn place(&self, place: &'a PagePlace) -> Place<'a> {
        Place {
            at: place,
            date: place.date.map(calendar::day).unwrap_or_default(),
            number: self.documents.get(place.document.as_str()).copied(),
        }
    }

    pub(super) fn voices(&self) -> Vec<Voice<'a>> {
        let most = self.page.voices.iter().map(|voice| voice.total).max();
        let most = most.unwrap_or(1).max(1);
        let voices = self.page.voices.iter().enumerate();
        voices
            .map(|(at, voice)| self.voice(at, voice, most))
            .collect()
    }

    fn voice(&self, at: usize, voice: &'a PageVoice, most: usize) -> Voice<'a> {
        let who = voice.who.as_ref().map(|who| self.who(who));
        let said = voice.quotes.iter().map(|quote| Said {
            quote,
            content: one_line(&quote.content),
            to: quote.to.as_ref().map(|to| self.who(to)),
            place: self.place(&quote.place),
        });
        Voice {
            initials: initials(who.as_ref().map_or("", |who| &who.name)),
            hue: hue(who.as_ref().and_then(|who| who.card).unwrap_or(at)),
            who,
            total: voice.total,
            share: (voice.total * 100).div_ceil(most).min(100),
            quotes: said.collect(),
        }
    }

    /// The table, where anybody speaks of anybody.
    pub(super) fn matrix(&self) -> Option<Matrix> {
        let about = &self.page.about;
        let most = about.iter().map(|a| a.quotes).max().unwrap_or(1).max(1);
        let (rows, columns) = (
            leading(about.iter().map(|a| (&a.speaker, a.quotes)), ROWS),
            leading(about.iter().map(|a| (&a.about, a.quotes)), COLUMNS),
        );
        let mut cells = vec![vec![None; columns.len()]; rows.len()];
        let mut others = Vec::new();
        for a in about {
            let at = |list: &[&PageWho], who| list.iter().position(|known| *known == who);
            match (at(&rows, &a.speaker), at(&columns, &a.about)) {
                (Some(row), Some(column)) => {
                    cells[row][column] = Some(Cell {
                        quotes: a.quotes,
                        tint: (a.quotes * 5).div_ceil(most).clamp(1, 5),
                    });
                }
                _ => others.push((self.who(&a.speaker), self.who(&a.about), a.quotes)),
            }
        }
        let rows = rows.into_iter().map(|who| self.who(who));
        (!about.is_empty()).then(|| Matrix {
            columns: columns.into_iter().map(|who| self.who(who)).collect(),
            rows: rows.zip(cells).collect(),
            others,
        })
    }

    pub(super) fn cards(&self) -> Vec<Card<'a>> {
        let list = self.page.entities.iter().enumerate();
        list.map(|(at, entity)| {
            let mut open: Vec<In<'a>> = entity.documents.iter().map(|d| self.inside(d)).collect();
            let further = open.split_off(open.len().min(OPEN));
            Card {
                kind: kind(&entity.label),
                initials: initials(&entity.name),
                hue: hue(at),
                entity,
                open,
                further,
            }
        })
        .collect()
    }

    fn inside(&self, (id, mentions): &'a (String, usize)) -> In<'a> {
        In {
            id,
            number: self.documents.get(id.as_str()).copied(),
            mentions: *mentions,
        }
    }

    /// The relations by the two that they hold between, in the order of the first of each.
    pub(super) fn pairs(&self) -> Vec<Pair<'a>> {
        let mut pairs: Vec<Pair<'a>> = Vec::new();
        let mut known = BTreeMap::new();
        for relation in &self.page.relations {
            let end = |who: &'a PageWho| (who.entity, who.name.as_str());
            let mut ends = [end(&relation.subject), end(&relation.object)];
            ends.sort_unstable();
            let at = *known.entry(ends).or_insert_with(|| {
                let id = pairs.len();
                let rows = Vec::new();
                pairs.push(Pair { id, rows });
                id
            });
            pairs[at].rows.push(self.row(relation));
        }
        pairs
    }

    fn row(&self, relation: &'a PageRelation) -> Row<'a> {
        let status = match relation.status {
            Status::Now => None,
            Status::Denied if relation.negated => None,
            status => Some(status.as_str()),
        };
        let doubts = [
            relation.negated.then_some("denied"),
            relation.hedged.then_some("not certain"),
        ];
        Row {
            subject: self.who(&relation.subject),
            label: label_words(&relation.label),
            object: self.who(&relation.object),
            role: relation.role.as_deref().map(one_line),
            notes: [status].into_iter().chain(doubts).flatten().collect(),
            claimant: claimant(&relation.claimant),
            place: self.place(&relation.place),
            relation,
        }
    }

    pub(super) fn conflicts(&self) -> Vec<Conflict<'a>> {
        let side = |side: &'a PageSide| Side {
            claimant: claimant(&side.claimant),
            place: self.place(&side.place),
            stated: side,
        };
        let list = self.page.conflicts.iter();
        list.map(|conflict| Conflict {
            conflict,
            sides: conflict.sides.iter().map(side).collect(),
        })
        .collect()
    }

    /// The dates in their order, each once; those that cannot be told come last.
    pub(super) fn days(&self) -> Vec<Day<'a>> {
        let mut days = BTreeMap::new();
        for date in &self.page.dates {
            let (order, words) = match calendar::read(&date.value) {
                Some(moment) => (moment.order, moment.words),
                None => (calendar::open(&date.value), one_line(&date.value)),
            };
            let day = days.entry((order, words)).or_insert_with(Vec::new);
            day.push(self.place(&date.place));
        }
        let days = days.into_iter();
        days.map(|((_, words), places)| Day { words, places })
            .collect()
    }
}

/// Those with most quotes, the first named of equals.
fn leading<'a>(all: impl Iterator<Item = (&'a PageWho, usize)>, most: usize) -> Vec<&'a PageWho> {
    let mut list: Vec<(&PageWho, usize)> = Vec::new();
    let mut known = BTreeMap::new();
    for (who, quotes) in all {
        let key = (who.entity, who.name.as_str());
        let at = *known.entry(key).or_insert_with(|| {
            list.push((who, 0));
            list.len() - 1
        });
        list[at].1 += quotes;
    }
    list.sort_by_key(|(_, quotes)| Reverse(*quotes));
    list.truncate(most);
    list.into_iter().map(|(who, _)| who).collect()
}

/// Who states something, where it is not the document itself.
fn claimant(claimant: &PageClaimant) -> Option<String> {
    match claimant {
        PageClaimant::Writer => None,
        PageClaimant::Speaker(who) => Some(one_line(&who.name)),
        PageClaimant::Unknown => Some("somebody who is not told".to_owned()),
    }
}

impl Pair<'_> {
    /// The pair as the drawing takes it: of each relation the newest statement, which tells whether it still holds.
    pub(super) fn drawn(&self, shown: &Shown<'_>) -> relate::Pair {
        let mut newest = BTreeMap::new();
        for (at, row) in self.rows.iter().enumerate() {
            newest.insert(
                (row.relation.subject.entity, &row.subject.name, &row.label),
                at,
            );
        }
        let is_newest = |(at, row): &(usize, &Row<'_>)| {
            newest.get(&(row.relation.subject.entity, &row.subject.name, &row.label)) == Some(at)
        };
        let rows = self.rows.iter().enumerate().filter(is_newest);
        let rows = rows.map(|(_, row)| row).map(|row| relate::Row {
            subject: row.subject.clone(),
            label: row.label.clone(),
            object: row.object.clone(),
            role: None,
            notes: row.notes.clone(),
            claimed_by: None,
            quote: None,
            sure: None,
        });
        let ends = self.rows.first().map(|row| row.relation);
        let nobody = || Who {
            name: String::new(),
            card: None,
        };
        let end = |who: Option<&PageWho>| who.map_or_else(nobody, |who| shown.who(who));
        relate::Pair {
            id: self.id,
            ends: [
                end(ends.map(|relation| &relation.subject)),
                end(ends.map(|relation| &relation.object)),
            ],
            rows: rows.collect(),
            sources: Vec::new(),
        }
    }
}
