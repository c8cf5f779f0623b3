use newsgraph_linear::{Feature, FeatureIndex, ModelError, ModelFile, Part, feature, hash_bytes};
use std::borrow::Cow;

/// The longest ending that a rule may ask for, in chars.
pub(crate) const SUFFIX: usize = 5;

const RULE: u32 = 0;
const EXCEPTION: u32 = 1;

/// Lemmas by tag: exceptions for whole words, otherwise the rule of the longest known ending.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lemmatizer {
    exceptions: Endings,
    rules: Endings,
}

/// What is done to words of some endings.
#[derive(Clone, Debug, Default)]
struct Endings {
    index: FeatureIndex,
    /// For each key what is done.
    edits: Vec<Edit>,
    /// Where the strings to append lie.
    text: Part,
}

/// Chars to cut from the end of a word, and where the string to append lies.
#[derive(Clone, Copy, Debug)]
struct Edit {
    cut: u32,
    start: u32,
    end: u32,
}

impl Endings {
    /// Reads a part of a line each, in which the string to append stands behind `before` fields that `read` makes a
    /// key and a number of chars of.
    fn read<const BEFORE: usize>(
        part: &str,
        file: &ModelFile,
        read: impl Fn([&str; BEFORE]) -> Option<(Feature, u32)>,
    ) -> Result<Self, ModelError> {
        let mut edits = Vec::new();
        let mut start = 0;
        for line in file.strings(part)? {
            edits.push(edit(line, start, &read).ok_or_else(|| ModelError::Inconsistent {
                part: part.to_owned(),
            })?);
            start += line.len() + 1;
        }
        // The sort keeps the order of equal keys, of which the last one counts.
        edits.reverse();
        edits.sort_by_key(|&(key, _)| key);
        edits.dedup_by_key(|&mut (key, _)| key);
        let (keys, edits): (Vec<Feature>, Vec<Edit>) = edits.into_iter().unzip();
        Ok(Self {
            index: FeatureIndex::new(&keys).unwrap_or_default(),
            edits,
            text: file.part(part)?,
        })
    }

    /// How many chars to cut, and what to append.
    fn get(&self, key: Feature) -> Option<(usize, &str)> {
        let Edit { cut, start, end } = self.edits[self.index.get(key)?];
        let append = &self.text[start as usize..end as usize];
        Some((cut as usize, std::str::from_utf8(append).ok()?))
    }
}

/// The key of a line that begins at a place of its text, and what is done to the words that have it.
fn edit<const BEFORE: usize>(
    line: &str,
    start: usize,
    read: impl Fn([&str; BEFORE]) -> Option<(Feature, u32)>,
) -> Option<(Feature, Edit)> {
    let mut fields = line.split('\t');
    let mut before = [""; BEFORE];
    for field in &mut before {
        *field = fields.next()?;
    }
    let append = fields.next()?;
    let (key, cut) = read(before)?;
    let start = start + before.iter().map(|field| field.len() + 1).sum::<usize>();
    let [start, end] = [start, start + append.len()].map(u32::try_from);
    let (start, end) = (start.ok()?, end.ok()?);
    Some((key, Edit { cut, start, end }))
}

/// The form that rules start from: in lower case but for names, with plain apostrophes.
pub(crate) fn base<'a>(form: &'a str, xpos: &str) -> Cow<'a, str> {
    let name = matches!(xpos, "NNP" | "NNPS" | "ADD") || form == "I";
    let same = |c: char| !matches!(c, '’' | '‘') && (name || !c.is_uppercase());
    if form.chars().all(same) {
        return Cow::Borrowed(form);
    }
    let plain = form.replace(['’', '‘'], "'");
    Cow::Owned(if name { plain } else { plain.to_lowercase() })
}

/// The last chars of a form.
pub(crate) fn suffix(form: &str, chars: usize) -> &str {
    let start = match chars.checked_sub(1) {
        None => form.len(),
        Some(n) => form.char_indices().rev().nth(n).map_or(0, |(at, _)| at),
    };
    &form[start..]
}

fn key(kind: u32, ending: &str, xpos: &str) -> u32 {
    feature(kind, [ending, xpos].map(|s| hash_bytes(s.as_bytes())))
}

impl Lemmatizer {
    /// Reads the parts `lemma.rules` and `lemma.exceptions`.
    pub(crate) fn read(file: &ModelFile) -> Result<Self, ModelError> {
        Ok(Self {
            rules: Endings::read("lemma.rules", file, |[ending, xpos, cut]| {
                Some((key(RULE, ending, xpos), cut.parse().ok()?))
            })?,
            exceptions: Endings::read("lemma.exceptions", file, |[form, xpos]| {
                Some((key(EXCEPTION, form, xpos), 0))
            })?,
        })
    }

    /// Appends the lemma of a form with this tag; the form itself where no rule fits.
    pub(crate) fn push_lemma(&self, form: &str, xpos: &str, out: &mut String) {
        let form = base(form, xpos);
        if let Some((_, lemma)) = self.exceptions.get(key(EXCEPTION, &form, xpos)) {
            return out.push_str(lemma);
        }
        for chars in (0..=SUFFIX.min(form.chars().count())).rev() {
            let Some((cut, append)) = self.rules.get(key(RULE, suffix(&form, chars), xpos)) else {
                continue;
            };
            let kept = form.len() - suffix(&form, cut).len();
            if kept > 0 || !append.is_empty() {
                out.push_str(&form[..kept]);
                return out.push_str(append);
            }
        }
        out.push_str(&form);
    }
}
