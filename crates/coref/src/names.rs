mod joining;

use crate::lexicon::{Gender, Lexicon};
use joining::{join_acronyms, join_aliases, join_others, join_people, root};
use newsgraph_document::{Label, Mention};
use std::collections::{BTreeMap, HashMap};

/// Words that end a company's name and tell nothing.
const SUFFIXES: &[&str] = &[
    "inc",
    "corp",
    "co",
    "ltd",
    "plc",
    "llc",
    "ag",
    "sa",
    "nv",
    "gmbh",
    "corporation",
    "company",
    "limited",
    "incorporated",
    "group",
    "holdings",
    "jr",
    "sr",
    "ii",
    "iii",
];

/// One spelling of a name, with all mentions that have it.
#[derive(Debug)]
struct Form {
    words: Vec<String>,
    surface: String,
    gender: Option<Gender>,
    group: bool,
    person: bool,
    place: bool,
    votes: BTreeMap<Label, usize>,
    mentions: Vec<usize>,
    /// The form that this one is another spelling of; itself where it is the fullest.
    parent: usize,
}

/// A name with its mentions, positions in the list that was given.
#[derive(Debug)]
pub(crate) struct NameCluster {
    pub(crate) label: Label,
    pub(crate) name: String,
    pub(crate) gender: Option<Gender>,
    /// How likely its first word is a woman's, 0 to 4; 2 where nothing tells.
    pub(crate) femininity: u8,
    /// What it looks like: number of words up to 3, plus 4 where the list of given names has its first word,
    /// plus 8 where it has no small letter.
    pub(crate) shape: u8,
    pub(crate) mentions: Vec<usize>,
}

/// Joins the mentions of each name. Their spans must lie in the text.
pub(crate) fn cluster(
    text: &str,
    names: &[(usize, &Mention)],
    lexicon: &Lexicon,
) -> Vec<NameCluster> {
    let mut forms = collect(text, names, lexicon);
    join_aliases(&mut forms, lexicon);
    join_people(&mut forms, lexicon);
    join_others(&mut forms);
    join_acronyms(&mut forms);
    gather(&forms, names, lexicon)
}

fn collect(text: &str, names: &[(usize, &Mention)], lexicon: &Lexicon) -> Vec<Form> {
    let mut forms: Vec<Form> = Vec::new();
    let mut index: HashMap<(String, bool, Option<bool>), usize> = HashMap::new();
    for (position, (_, mention)) in names.iter().enumerate() {
        let surface = &text[mention.span];
        let group = mention.label == Label::GROUP;
        let person = mention.label == Label::PERSON;
        let (words, title) = normal(surface, person, lexicon);
        let preceding = person
            .then(|| title_before(text, mention.span.start(), lexicon))
            .flatten();
        let sex = title.or(preceding);
        let code = sex.map(|g| g == Gender::Feminine);
        let key = (
            words.join(" "),
            group,
            if words.len() == 1 { code } else { None },
        );
        let at = *index.entry(key).or_insert_with(|| {
            let gender = sex.or_else(|| {
                (words.len() > 1)
                    .then(|| lexicon.given(&words[0]))
                    .flatten()
            });
            forms.push(Form {
                words,
                surface: surface.to_owned(),
                gender,
                group,
                person,
                place: mention.label == Label::LOCATION,
                votes: BTreeMap::new(),
                mentions: Vec::new(),
                parent: forms.len(),
            });
            forms.len() - 1
        });
        forms[at].gender = forms[at].gender.or(sex);
        *forms[at].votes.entry(mention.label.clone()).or_default() += 1;
        forms[at].mentions.push(position);
    }
    for form in &mut forms {
        let label = majority(&form.votes);
        form.person = label == Label::PERSON;
        form.place = label == Label::LOCATION;
    }
    forms
}

fn majority(votes: &BTreeMap<Label, usize>) -> Label {
    let best = votes
        .iter()
        .max_by(|a, b| a.1.cmp(b.1).then_with(|| b.0.cmp(a.0)));
    best.map_or(Label::MISC, |(label, _)| label.clone())
}

/// The name's words in lower case, without article, title, possessive and company ending.
fn normal(surface: &str, person: bool, lexicon: &Lexicon) -> (Vec<String>, Option<Gender>) {
    let mut words: Vec<String> = surface.split_whitespace().map(str::to_lowercase).collect();
    if let Some(last) = words.last_mut() {
        for ending in ["'s", "’s", "'", "’"] {
            if let Some(bare) = last.strip_suffix(ending) {
                *last = bare.to_owned();
                break;
            }
        }
        if last.is_empty() {
            words.pop();
        }
    }
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    let mut gender = None;
    while person && words.len() > 1 {
        let Some(told) = lexicon.title(&words[0]) else {
            break;
        };
        gender = gender.or(told.gender);
        words.remove(0);
    }
    let bare = |w: &str| w.trim_end_matches(['.', ',']).replace('.', "");
    while words.len() > 1
        && words
            .last()
            .is_some_and(|w| SUFFIXES.contains(&bare(w).as_str()))
    {
        words.pop();
    }
    for word in &mut words {
        let trimmed = word.trim_end_matches(',');
        if trimmed.len() < word.len() && !trimmed.is_empty() {
            *word = trimmed.to_owned();
        }
    }
    (words, gender)
}

/// The gender of the title that stands right before a name ("Mrs. Clinton").
fn title_before(text: &str, start: usize, lexicon: &Lexicon) -> Option<Gender> {
    let before = text[..start].trim_end_matches([' ', '\u{a0}']);
    if before.len() == start {
        return None;
    }
    let tail = before.char_indices().rev().find(|(_, c)| c.is_whitespace());
    let word = tail.map_or(before, |(at, c)| &before[at + c.len_utf8()..]);
    (word.len() < 16)
        .then(|| lexicon.title(&word.to_lowercase()))??
        .gender
}

fn gather(forms: &[Form], names: &[(usize, &Mention)], lexicon: &Lexicon) -> Vec<NameCluster> {
    let roots: Vec<usize> = (0..forms.len()).map(|at| root(forms, at)).collect();
    let mut groups: HashMap<usize, usize> = HashMap::new();
    let mut members: Vec<Vec<usize>> = Vec::new();
    for (at, &top) in roots.iter().enumerate() {
        let group = *groups.entry(top).or_insert_with(|| {
            members.push(Vec::new());
            members.len() - 1
        });
        members[group].push(at);
    }
    let build = |group: &Vec<usize>| {
        let mut votes: BTreeMap<Label, usize> = BTreeMap::new();
        let mut mentions = Vec::new();
        for &at in group {
            for (label, count) in &forms[at].votes {
                *votes.entry(label.clone()).or_default() += count;
            }
            mentions.extend(forms[at].mentions.iter().map(|&m| names[m].0));
        }
        mentions.sort_unstable();
        let fullest = group.iter().max_by_key(|&&at| {
            (
                forms[at].words.len(),
                forms[at].surface.len(),
                std::cmp::Reverse(at),
            )
        });
        let first = fullest.and_then(|&at| forms[at].words.first());
        NameCluster {
            shape: fullest.map_or(0, |&at| shape(&forms[at], lexicon)),
            femininity: first.map_or(2, |word| lexicon.femininity(word)),
            label: majority(&votes),
            name: fullest
                .map(|&at| trim_possessive(&forms[at].surface))
                .unwrap_or_default(),
            gender: group.iter().find_map(|&at| forms[at].gender),
            mentions,
        }
    };
    members.iter().map(build).collect()
}

/// The part of a name's shape that tells that its first word is a given name.
pub(crate) const GIVEN: u8 = 4;

/// How many words a name has, whether the first is a given name, and whether all its letters are capitals.
fn shape(form: &Form, lexicon: &Lexicon) -> u8 {
    let is_given = form
        .words
        .first()
        .is_some_and(|word| lexicon.given(word).is_some());
    let capitals = !form.surface.chars().any(char::is_lowercase);
    form.words.len().min(3) as u8 + GIVEN * u8::from(is_given) + 8 * u8::from(capitals)
}

fn trim_possessive(surface: &str) -> String {
    let cut = surface
        .strip_suffix("'s")
        .or_else(|| surface.strip_suffix("’s"));
    cut.unwrap_or(surface).trim_end().to_owned()
}
