use crate::names::{Names, Sort};
use crate::tables::{Class, Tables};
use newsgraph_document::{Syntax, TokenizedText, Upos};
use std::ops::Range;

/// How far a description reaches from its name, in tokens.
const REACH: usize = 12;

/// What a description says about the name that it stands with.
#[derive(Debug)]
pub(crate) struct Tie {
    pub(crate) label: &'static str,
    pub(crate) entity: usize,
    /// The words of the office, else none.
    pub(crate) trigger: Option<Range<usize>>,
    /// The words that name the other entity.
    pub(crate) named: Range<usize>,
    /// Whether the name that is described is the relation's object.
    pub(crate) reversed: bool,
}

/// What the rules read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scene<'a> {
    pub(crate) text: TokenizedText<'a>,
    pub(crate) syntax: &'a Syntax,
    pub(crate) names: &'a Names,
    pub(crate) tables: &'a Tables,
}

impl Scene<'_> {
    fn lower(&self, token: usize) -> String {
        self.text.word(token).to_lowercase()
    }

    fn is(&self, token: usize, words: &[&str]) -> bool {
        words
            .iter()
            .any(|w| self.text.word(token).eq_ignore_ascii_case(w))
    }

    /// The description before a name: "[China's foreign minister] Wang Yi".
    pub(crate) fn before(&self, name: &Range<usize>, sentence: &Range<usize>) -> Range<usize> {
        let floor = sentence.start.max(name.start.saturating_sub(REACH));
        let mut at = name.start;
        while at > floor {
            let token = at - 1;
            let part = match self.syntax.upos(token) {
                Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num => true,
                Upos::Part | Upos::Sym => self.is(token, &["'s", "’s", "'", "’", "-"]),
                Upos::Adp => self.is(token, &["of", "for"]) && at < name.start,
                Upos::Pron => {
                    self.names.at(token).is_some()
                        && self.is(token, &["his", "her", "its", "their", "my", "our"])
                }
                Upos::Det => {
                    self.is(token, &["the"])
                        && at < name.start
                        && self.is(at - 1, &["the"])
                        && at > floor + 1
                        && self.is(at - 2, &["of", "for"])
                }
                Upos::Punct => {
                    self.is(token, &["-"])
                        || (self.is(token, &[","]) && at == name.start && self.role_ends(token))
                }
                Upos::Verb => self.lower(token).ends_with("-based"),
                _ => false,
            };
            if !part {
                break;
            }
            at -= 1;
            if self.syntax.upos(token) == Upos::Pron {
                break;
            }
        }
        at..name.start
    }

    fn role_ends(&self, end: usize) -> bool {
        end > 0
            && (self
                .tables
                .role(&self.syntax.lemma(end - 1).to_lowercase())
                .is_some()
                || self.tables.body(&self.lower(end - 1)).is_some())
            && self.names.at(end - 1).is_none()
    }

    /// The description after a name: "Wang Yi, [the foreign minister of China], said".
    pub(crate) fn after(
        &self,
        name: &Range<usize>,
        sentence: &Range<usize>,
    ) -> Option<Range<usize>> {
        let start = name.end;
        if start >= sentence.end || !self.is(start, &[",", "(", "-", "–", "—"]) {
            return None;
        }
        let ceiling = sentence.end.min(start + 1 + REACH + 4);
        let mut at = start + 1;
        while at < ceiling {
            let stop = match self.syntax.upos(at) {
                Upos::Verb => self.lower(at) != "based",
                Upos::Aux | Upos::Pron | Upos::Sconj => true,
                Upos::Punct => !self.is(at, &["-", "'"]),
                Upos::Cconj => self.names.at(at.min(sentence.end - 1)).is_none(),
                _ => false,
            };
            if stop {
                break;
            }
            at += 1;
        }
        // A list goes on; an apposition ends with a mark or the sentence.
        let closed = at >= sentence.end
            || self.syntax.upos(at) == Upos::Punct
            || self.is(at, &["who", "which", "whose"]);
        (closed && at > start + 1).then_some(start + 1..at)
    }

    /// The office in a description: the last word of its noun run, with the words before it.
    fn office(&self, words: &Range<usize>, sort: Sort) -> Option<(Range<usize>, Class)> {
        let class_of = |range: Range<usize>| {
            let mut phrase: Vec<String> = range.clone().map(|t| self.lower(t)).collect();
            let find = |phrase: &[String]| {
                let joined = phrase.join(" ");
                if sort == Sort::Person {
                    self.tables.role(&joined)
                } else {
                    self.tables.body(&joined)
                }
            };
            find(&phrase).or_else(|| {
                let last = phrase.last_mut()?;
                *last = self.syntax.lemma(range.end - 1).to_lowercase();
                find(&phrase)
            })
        };
        let limit = words
            .clone()
            .find(|&t| t > words.start && self.syntax.upos(t) == Upos::Adp && !self.is(t, &["of"]))
            .unwrap_or(words.end);
        for end in (words.start + 1..=limit).rev() {
            if self
                .names
                .at(end - 1)
                .is_some_and(|p| p.kind == newsgraph_document::MentionKind::Proper)
            {
                continue;
            }
            for len in (1..=3.min(end - words.start)).rev() {
                if let Some(class) = class_of(end - len..end) {
                    return Some((end - len..end, class));
                }
            }
        }
        None
    }

    /// Reads a description of an entity of this sort.
    pub(crate) fn read(&self, words: &Range<usize>, subject: usize) -> Vec<Tie> {
        let sort = self.names.sorts[subject];
        let office = self.office(words, sort);
        let mut ties: Vec<Tie> = Vec::new();
        let past = words.clone().any(|t| {
            self.is(
                t,
                &[
                    "former",
                    "ex",
                    "late",
                    "then",
                    "opposition",
                    "candidate",
                    "would-be",
                    "deputy",
                ],
            ) || self.lower(t).starts_with("ex-")
        });
        let mut others: Vec<(usize, Range<usize>)> = Vec::new();
        let mut token = words.start;
        while token < words.end {
            let Some(place) = self.names.at(token) else {
                token += 1;
                continue;
            };
            if place.entity != subject {
                others.push((place.entity, place.tokens.clone()));
            }
            token = place.tokens.end.max(token + 1);
        }
        let pick = office
            .as_ref()
            .and_then(|(at, _)| self.governed(at, &others, words));
        for (index, (entity, named)) in others.iter().enumerate() {
            let main = pick == Some(index);
            let class = office.as_ref().filter(|_| main).map(|(_, class)| *class);
            if class.is_none() && !self.plain(words, named, office.as_ref().map(|(r, _)| r)) {
                continue;
            }
            let target = self.names.land(*entity);
            if target == subject || (sort == Sort::Place && self.names.is_country[subject]) {
                continue;
            }
            if let Some((label, reversed)) = label(
                sort,
                class,
                self.names.sorts[*entity],
                self.names.is_country[target],
                past,
            ) {
                let trigger = office.as_ref().filter(|_| main).map(|(r, _)| r.clone());
                ties.push(Tie {
                    label,
                    entity: target,
                    trigger,
                    named: named.clone(),
                    reversed,
                });
            }
        }
        ties
    }

    /// "leader Kim Jong-Un" in a sentence that speaks of one country only, as in "North Korean media
    /// said leader Kim Jong-Un": the leader is that country's.
    pub(crate) fn bare_leader(
        &self,
        words: &Range<usize>,
        subject: usize,
        sentence: &Range<usize>,
    ) -> Option<Tie> {
        let bare = words.len() == 1 && self.text.word(words.start) == "leader";
        if !bare || self.names.sorts[subject] != Sort::Person {
            return None;
        }
        let mut countries = sentence.clone().filter_map(|token| {
            let place = self.names.at(token)?;
            let land = self.names.land(place.entity);
            self.names.is_country[land].then_some((land, &place.tokens))
        });
        let (land, named) = countries.next()?;
        let one = named.end <= words.start && countries.all(|(other, _)| other == land);
        one.then(|| Tie {
            label: "head_of_state",
            entity: land,
            trigger: Some(words.clone()),
            named: named.clone(),
            reversed: false,
        })
    }

    /// Which of the others the office belongs to: "of" right after it, else the nearest before.
    fn governed(
        &self,
        office: &Range<usize>,
        others: &[(usize, Range<usize>)],
        words: &Range<usize>,
    ) -> Option<usize> {
        let mut at = office.end;
        while at < words.end
            && (self.is(at, &["of", "for", "at", "with", "the", "to"])
                || matches!(self.syntax.upos(at), Upos::Adj | Upos::Noun))
            && self.names.at(at).is_none()
        {
            at += 1;
        }
        let follows = others
            .iter()
            .position(|(_, r)| r.start == at && at > office.end);
        follows.or_else(|| others.iter().rposition(|(_, r)| r.end <= office.start))
    }

    /// Whether a name in a description without an office of its own still tells where it is from.
    fn plain(
        &self,
        words: &Range<usize>,
        named: &Range<usize>,
        office: Option<&Range<usize>>,
    ) -> bool {
        let front = words
            .clone()
            .take_while(|&t| self.is(t, &["the", "a", "an", "-", "("]))
            .count();
        let first = named.start <= words.start + front + 3;
        let before_office = office.is_none_or(|o| named.end <= o.start);
        let linked = named.start > words.start && self.is(named.start - 1, &["of", "from", "in"]);
        let adp = (words.start..named.start)
            .any(|t| self.syntax.upos(t) == Upos::Adp && !(linked && t + 1 == named.start));
        first && before_office && !adp
    }
}

/// The relation for a class of office between these sorts, and whether it runs the other way.
fn label(
    sort: Sort,
    class: Option<Class>,
    other: Sort,
    country: bool,
    past: bool,
) -> Option<(&'static str, bool)> {
    let land = matches!(other, Sort::Place | Sort::Group);
    let forward = |label| Some((label, false));
    match (sort, class, other) {
        (Sort::Person, Some("spouse"), Sort::Person) => forward("spouse_of"),
        (Sort::Person, Some("child"), Sort::Person) => Some(("parent_of", true)),
        (Sort::Person, Some("parent"), Sort::Person) => forward("parent_of"),
        (Sort::Person, Some("founder"), Sort::Organization) => forward("founder_of"),
        (Sort::Person, Some("coach"), Sort::Organization | Sort::Place) => forward("coach_of"),
        (Sort::Person, Some("player"), Sort::Organization | Sort::Place) => forward("player_of"),
        (Sort::Person, Some("spokesperson"), Sort::Organization) => forward("spokesperson_of"),
        (Sort::Person, Some("spokesperson"), Sort::Person | Sort::Place) => {
            forward("spokesperson_of")
        }
        (Sort::Person, Some("state" | "gov" | "head" | "leader" | "mayor"), Sort::Organization) => {
            forward(if past { "member_of" } else { "head_of" })
        }
        (Sort::Person, _, Sort::Organization) => forward("member_of"),
        (Sort::Person, Some("mayor"), Sort::Place) => forward("head_of"),
        (Sort::Person, Some(class), _) if land && country && !past => forward(match class {
            "state" | "leader" => "head_of_state",
            "gov" => "head_of_gov",
            "minister" => "minister_of",
            "agent" => "agent_of",
            _ => "citizen_of",
        }),
        (Sort::Person, _, _) if land => forward(if country || other == Sort::Group {
            "citizen_of"
        } else {
            return None;
        }),
        (Sort::Organization, Some("agency"), _) if land || other == Sort::Organization => {
            forward("agency_of")
        }
        (Sort::Organization, Some("part"), Sort::Organization) => forward("part_of"),
        (Sort::Organization | Sort::Place, Some("member"), Sort::Organization) => {
            forward("member_of")
        }
        (Sort::Organization, _, _) if land => forward("based_in"),
        (Sort::Place, _, _) if land => forward("in"),
        (Sort::Event, _, Sort::Place) => forward("event_in"),
        (Sort::Work, _, Sort::Person) => forward("created_by"),
        (Sort::Product, _, Sort::Organization) => forward("product_of"),
        _ => None,
    }
}
