//! Which names are of one entity, without trees.

mod companies;
mod joining;
mod people;
mod spelling;

use crate::kinds::Gender;
use crate::lexicon::{Lexicon, without_ending};
use crate::reasons::JoinedBy;
use joining::{
    join_acronyms, join_aliases, join_bracketed, join_companies, join_groups, join_others,
    join_people,
};
use newsgraph_document::Label;
use spelling::{Spelling, collect, majority, root};
use std::collections::{BTreeMap, HashMap};

pub(crate) use spelling::Name;

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
pub(crate) fn cluster(text: &str, names: &[Name<'_>], lexicon: &Lexicon) -> Vec<NameCluster> {
    gather(&spellings(text, names, lexicon), names, lexicon)
}

/// How the spelling of a name was joined.
#[derive(Debug)]
pub(crate) struct NameReason {
    /// The mention, a position in the list that was given.
    pub(crate) position: usize,
    pub(crate) by: JoinedBy,
    /// A mention of the spelling that it was joined to; itself where it is the fullest.
    pub(crate) to: usize,
}

/// How each name was joined, as [`cluster`] joins them.
pub(crate) fn reasons(text: &str, names: &[Name<'_>], lexicon: &Lexicon) -> Vec<NameReason> {
    let spellings = spellings(text, names, lexicon);
    let mut reasons = Vec::new();
    for (at, spelling) in spellings.iter().enumerate() {
        let (by, to) = spelling.joined.unwrap_or((JoinedBy::Name, at));
        let first = spellings[to].mentions.first().copied();
        reasons.extend(spelling.mentions.iter().map(|&mention| NameReason {
            position: names[mention].position,
            by,
            to: names[first.unwrap_or(mention)].position,
        }));
    }
    reasons
}

fn spellings(text: &str, names: &[Name<'_>], lexicon: &Lexicon) -> Vec<Spelling> {
    let mut spellings = collect(text, names, lexicon);
    join_companies(&mut spellings);
    join_groups(&mut spellings, lexicon);
    join_aliases(&mut spellings, lexicon);
    join_people(&mut spellings, text, names, lexicon);
    join_bracketed(&mut spellings, text, names);
    join_others(&mut spellings, &lexicon.words);
    join_acronyms(&mut spellings, &lexicon.words);
    spellings
}

fn gather(spellings: &[Spelling], names: &[Name<'_>], lexicon: &Lexicon) -> Vec<NameCluster> {
    let roots: Vec<usize> = (0..spellings.len()).map(|at| root(spellings, at)).collect();
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
            for (label, count) in &spellings[at].votes {
                *votes.entry(label.clone()).or_default() += count;
            }
            mentions.extend(spellings[at].mentions.iter().map(|&m| names[m].position));
        }
        mentions.sort_unstable();
        let fullest = group.iter().max_by_key(|&&at| {
            (
                spellings[at].words.len(),
                spellings[at].surface.chars().any(char::is_lowercase),
                spellings[at].surface.len(),
                std::cmp::Reverse(at),
            )
        });
        let first = fullest.and_then(|&at| spellings[at].words.first());
        NameCluster {
            shape: fullest.map_or(0, |&at| shape(&spellings[at], lexicon)),
            femininity: first.map_or(2, |word| lexicon.femininity(word)),
            label: majority(&votes),
            name: fullest
                .map(|&at| without_possessive(&spellings[at].surface, lexicon))
                .unwrap_or_default(),
            gender: group.iter().find_map(|&at| spellings[at].gender),
            mentions,
        }
    };
    members.iter().map(build).collect()
}

/// The part of a name's shape that tells that its first word is a given name.
pub(crate) const GIVEN: u8 = 4;
/// The part that counts its words.
pub(crate) const WORDS: u8 = 3;

/// How many words a name has, whether the first is a given name, and whether all its letters are capitals.
fn shape(spelling: &Spelling, lexicon: &Lexicon) -> u8 {
    let is_given = spelling
        .words
        .first()
        .is_some_and(|word| lexicon.given(word).is_some());
    let capitals = !spelling.surface.chars().any(char::is_lowercase);
    spelling.words.len().min(3) as u8 + GIVEN * u8::from(is_given) + 8 * u8::from(capitals)
}

fn without_possessive(surface: &str, lexicon: &Lexicon) -> String {
    let bare = without_ending(surface, &lexicon.words.possessive);
    bare.unwrap_or(surface).trim_end().to_owned()
}

#[cfg(test)]
mod tests;
