use crate::candidate::Candidate;
use crate::coreference::Coreference;
use crate::kinds::{Animacy, Gender, Pronoun};
use crate::names::{GIVEN, NameCluster, WORDS};
use newsgraph_document::{Entity, Label, Mention, MentionId, MentionKind, QuoteId, TokenizedText};
use std::collections::BTreeMap;

/// An entity while it is being gathered.
#[derive(Debug)]
pub(crate) struct Growing {
    label: Option<Label>,
    name: Option<String>,
    /// The gender that its names or nouns tell.
    pub(crate) gender: Option<Gender>,
    /// How many times it was "he" less how many times "she".
    pub(crate) called: i32,
    pub(crate) animacy: Animacy,
    pub(crate) plural: Option<bool>,
    /// Whether some mention of it stands outside quotation marks.
    pub(crate) outside: bool,
    /// Candidates seen up to here.
    pub(crate) members: Vec<usize>,
    /// The last of them that was a subject, and the last that was a name.
    pub(crate) last_subject: Option<usize>,
    pub(crate) last_name: Option<usize>,
    /// How likely the first word of its name is a woman's, 0 to 4; 2 where nothing tells.
    pub(crate) femininity: u8,
    /// What its name looks like.
    pub(crate) shape: u8,
    pub(crate) given: Vec<usize>,
}

/// An earlier mention, and the entity that it speaks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Antecedent {
    pub(crate) mention: usize,
    pub(crate) entity: usize,
}

/// How many entities a pronoun may choose from.
const RECENT: usize = 48;

#[derive(Debug)]
pub(crate) struct Entities {
    pub(crate) all: Vec<Growing>,
    /// The entity of each candidate that has been placed.
    pub(crate) of: Vec<Option<usize>>,
    of_given: Vec<Option<usize>>,
    /// Entities by their last mention, the latest at the end; only so many.
    recent: Vec<usize>,
    /// Whom I, we and you stand for, in the writer's own voice and in that of each quote.
    voices: BTreeMap<(Option<QuoteId>, Voice), usize>,
}

impl Growing {
    /// Its label, where it is named.
    pub(crate) fn label(&self) -> Option<&Label> {
        self.label.as_ref()
    }

    /// Its name, where it has one.
    pub(crate) fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// Whether it may be called "he" or "she": no thing, and no organization or place by its name. A name of several
    /// words that begins with a given name may be a person's whom the model of names took for another thing.
    pub(crate) fn may_be_person(&self) -> bool {
        self.animacy != Animacy::Thing || self.shape & GIVEN != 0 && self.shape & WORDS > 1
    }
}

impl Entities {
    pub(crate) fn new(clusters: Vec<NameCluster>, candidates: &[Candidate], given: usize) -> Self {
        let mut of_given = vec![None; given];
        let mut all = Vec::new();
        for cluster in clusters {
            for &mention in &cluster.mentions {
                of_given[mention] = Some(all.len());
            }
            all.push(Growing {
                plural: if cluster.label == Label::GROUP {
                    None
                } else {
                    Some(false)
                },
                animacy: Animacy::of_name(&cluster.label),
                label: Some(cluster.label),
                name: Some(cluster.name),
                gender: cluster.gender,
                called: 0,
                outside: false,
                members: Vec::new(),
                last_subject: None,
                last_name: None,
                femininity: cluster.femininity,
                shape: cluster.shape,
                given: cluster.mentions,
            });
        }
        let mut entities = Self {
            all,
            of: vec![None; candidates.len()],
            of_given,
            recent: Vec::new(),
            voices: BTreeMap::new(),
        };
        for candidate in candidates {
            if let Some(entity) = candidate.given.and_then(|g| entities.of_given[g]) {
                entities.all[entity].outside |= candidate.quote.is_none();
            }
        }
        entities
    }

    /// The entity of a given mention.
    pub(crate) fn of_given(&self, mention: usize) -> Option<usize> {
        self.of_given[mention]
    }

    /// Whether an entity is some people named in a row.
    pub(crate) fn is_joined(&self, entity: usize, candidates: &[Candidate]) -> bool {
        let first = self.all[entity].members.first();
        first.is_some_and(|&member| candidates[member].is_joined)
    }

    /// The entities mentioned last, the latest first.
    pub(crate) fn recent(&self) -> impl Iterator<Item = usize> + '_ {
        self.recent.iter().rev().copied()
    }

    /// The last mention of an entity up to here.
    pub(crate) fn last_mention(&self, entity: usize) -> Option<Antecedent> {
        let &mention = self.all[entity].members.last()?;
        Some(Antecedent { mention, entity })
    }

    /// Notes a given mention as passed.
    pub(crate) fn see(&mut self, at: usize, candidate: &Candidate) {
        if let Some(entity) = candidate.given.and_then(|g| self.of_given[g]) {
            self.note(entity, at, candidate);
        }
    }

    fn note(&mut self, entity: usize, at: usize, candidate: &Candidate) {
        let growing = &mut self.all[entity];
        growing.members.push(at);
        if candidate.role.is_subject() {
            growing.last_subject = Some(at);
        }
        if candidate.kind == MentionKind::Proper {
            growing.last_name = Some(at);
        }
        self.of[at] = Some(entity);
        self.recent.retain(|&e| e != entity);
        self.recent.push(entity);
        if self.recent.len() > RECENT {
            self.recent.remove(0);
        }
    }

    pub(crate) fn add(&mut self, entity: usize, at: usize, candidate: &Candidate) {
        self.note(entity, at, candidate);
        let growing = &mut self.all[entity];
        growing.outside |= candidate.quote.is_none();
        match candidate.pronoun {
            Some(Pronoun::He) => growing.called += 1,
            Some(Pronoun::She) => growing.called -= 1,
            _ => growing.gender = growing.gender.or(candidate.gender),
        }
        if growing.animacy == Animacy::Unknown && growing.plural == Some(false) {
            growing.animacy = candidate.animacy;
        }
    }

    /// Whom I, we or you stood for before, in the same quote or outside.
    pub(crate) fn voice(&self, candidate: &Candidate) -> Option<usize> {
        let voice = voice(candidate.pronoun)?;
        self.voices.get(&(candidate.quote, voice)).copied()
    }

    pub(crate) fn open_voice(&mut self, at: usize, candidate: &Candidate) {
        if let Some(voice) = voice(candidate.pronoun) {
            self.voices.insert((candidate.quote, voice), self.all.len());
            self.open(at, candidate);
        }
    }

    pub(crate) fn open(&mut self, at: usize, candidate: &Candidate) {
        self.all.push(Growing {
            label: None,
            name: None,
            gender: candidate.gender,
            called: 0,
            animacy: candidate.animacy,
            plural: candidate.plural,
            outside: candidate.quote.is_none(),
            members: Vec::new(),
            last_subject: None,
            last_name: None,
            femininity: 2,
            shape: 0,
            given: Vec::new(),
        });
        self.note(self.all.len() - 1, at, candidate);
    }

    /// What is kept: all names, and what corefers.
    pub(crate) fn finish(
        self,
        text: TokenizedText<'_>,
        given: &[Mention],
        candidates: &[Candidate],
    ) -> Coreference {
        let label_of = |e: &Growing| {
            e.label.clone().unwrap_or(match e.animacy {
                Animacy::Person => Label::PERSON,
                _ => Label::MISC,
            })
        };
        let keep: Vec<bool> = self
            .all
            .iter()
            .map(|e| !e.given.is_empty() || e.members.len() > 1)
            .collect();
        let mut new: Vec<(usize, usize)> = Vec::new();
        for (at, _) in candidates
            .iter()
            .enumerate()
            .filter(|(_, c)| c.given.is_none())
        {
            new.extend(self.of[at].filter(|&e| keep[e]).map(|e| (at, e)));
        }
        new.sort_by_key(|&(at, _)| (candidates[at].span.start(), candidates[at].span.end()));
        let mut ids: Vec<Vec<MentionId>> = self
            .all
            .iter()
            .map(|e| e.given.iter().map(|&g| MentionId::new(g)).collect())
            .collect();
        let mut mentions = Vec::with_capacity(new.len());
        for (at, entity) in new {
            ids[entity].push(MentionId::new(given.len() + mentions.len()));
            mentions.push(Mention {
                span: candidates[at].span,
                label: label_of(&self.all[entity]),
                kind: candidates[at].kind,
                value: None,
                score: None,
            });
        }
        let place = |id: &MentionId| {
            let at = id.index();
            let mention = if at < given.len() {
                &given[at]
            } else {
                &mentions[at - given.len()]
            };
            (mention.span.start(), mention.span.end(), at)
        };
        let mut entities: Vec<Entity> = Vec::new();
        for (entity, mut own) in self.all.iter().zip(ids).filter(|(_, own)| !own.is_empty()) {
            own.sort_by_key(place);
            let name = entity.name.clone().unwrap_or_else(|| {
                let first = own.iter().find(|i| {
                    i.index() >= given.len()
                        && mentions[i.index() - given.len()].kind == MentionKind::Nominal
                });
                first
                    .or(own.first())
                    .map(|i| text.text[mentions[i.index() - given.len()].span].to_owned())
                    .unwrap_or_default()
            });
            entities.push(Entity {
                label: label_of(entity),
                name,
                mentions: own,
            });
        }
        entities.sort_by_key(|e| e.mentions.first().map(place));
        Coreference { mentions, entities }
    }
}

/// Who speaks or is spoken to, in a quote or outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Voice {
    I,
    We,
    You,
}

fn voice(pronoun: Option<Pronoun>) -> Option<Voice> {
    match pronoun? {
        Pronoun::I => Some(Voice::I),
        Pronoun::We => Some(Voice::We),
        Pronoun::You => Some(Voice::You),
        _ => None,
    }
}
