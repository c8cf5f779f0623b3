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
    /// Reads a part of a line each, in which the string to append stands behind `BEFORE` fields that `read` makes a key
    /// and a number of chars of.
    fn read<const BEFORE: usize>(
        name: &str,
        file: &ModelFile,
        read: impl Fn([&str; BEFORE]) -> Option<(Feature, u32)>,
    ) -> Result<Self, ModelError> {
        let text = file.part(name)?;
        let edits = edits(&text, read).ok_or_else(|| ModelError::Inconsistent {
            part: name.to_owned(),
        })?;
        // A key with the line's number behind it: numbers are sorted faster than edits.
        let mut order: Vec<u64> = (0u32..)
            .zip(&edits)
            .map(|(line, &(key, _))| u64::from(key) << 32 | u64::from(line))
            .collect();
        order.sort_unstable();
        let line = |numbered: u64| edits[numbered as u32 as usize];
        // Of lines with one key the last counts.
        let same = order.chunk_by(|&a, &b| a >> 32 == b >> 32);
        let last = same.filter_map(|same| same.last().copied()).map(line);
        let (keys, edits): (Vec<Feature>, Vec<Edit>) = last.unzip();
        Ok(Self {
            index: FeatureIndex::new(&keys).unwrap_or_default(),
            edits,
            text,
        })
    }

    /// How many chars to cut, and what to append.
    fn get(&self, key: Feature) -> Option<(usize, &str)> {
        let Edit { cut, start, end } = self.edits[self.index.get(key)?];
        let append = &self.text[start as usize..end as usize];
        Some((cut as usize, std::str::from_utf8(append).ok()?))
    }
}

/// The keys of the lines of a text, and what is done to the words that have them.
fn edits<const BEFORE: usize>(
    text: &[u8],
    read: impl Fn([&str; BEFORE]) -> Option<(Feature, u32)>,
) -> Option<Vec<(Feature, Edit)>> {
    let (mut rest, mut edits) = (std::str::from_utf8(text).ok()?, Vec::new());
    while !rest.is_empty() {
        let (mut line, after) = until(rest, b'\n').unwrap_or((rest, ""));
        rest = after;
        let mut before = [""; BEFORE];
        for field in &mut before {
            (*field, line) = until(line, b'\t')?;
        }
        let (append, _) = until(line, b'\t').unwrap_or((line, ""));
        let start = append.as_ptr().addr() - text.as_ptr().addr();
        let (key, cut) = read(before)?;
        let [start, end] = [start, start + append.len()].map(u32::try_from);
        let (start, end) = (start.ok()?, end.ok()?);
        edits.push((key, Edit { cut, start, end }));
    }
    Some(edits)
}

/// What stands before and after a byte; fields are short, so that a search by vectors does not pay.
fn until(text: &str, end: u8) -> Option<(&str, &str)> {
    let at = text.bytes().position(|byte| byte == end)?;
    Some((&text[..at], &text[at + 1..]))
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
