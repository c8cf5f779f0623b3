use newsgraph_linear::{ModelError, ModelFile, feature, hash_bytes};
use std::borrow::Cow;
use std::collections::HashMap;

/// The longest ending that a rule may ask for, in chars.
pub(crate) const SUFFIX: usize = 5;

const RULE: u32 = 0;
const EXCEPTION: u32 = 1;

/// Lemmas by tag: exceptions for whole words, otherwise the rule of the longest known ending.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lemmatizer {
    exceptions: HashMap<u32, String>,
    /// Chars to cut, string to append.
    rules: HashMap<u32, (usize, String)>,
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
        let broken = |part: &str| ModelError::Inconsistent {
            part: part.to_owned(),
        };
        let mut lemmatizer = Self::default();
        for line in file.strings("lemma.rules")? {
            let mut fields = line.split('\t');
            let mut field = || fields.next().ok_or_else(|| broken("lemma.rules"));
            let (ending, xpos, cut, append) = (field()?, field()?, field()?, field()?);
            let cut = cut.parse().map_err(|_| broken("lemma.rules"))?;
            lemmatizer
                .rules
                .insert(key(RULE, ending, xpos), (cut, append.to_owned()));
        }
        for line in file.strings("lemma.exceptions")? {
            let mut fields = line.split('\t');
            let mut field = || fields.next().ok_or_else(|| broken("lemma.exceptions"));
            let (form, xpos, lemma) = (field()?, field()?, field()?);
            lemmatizer
                .exceptions
                .insert(key(EXCEPTION, form, xpos), lemma.to_owned());
        }
        Ok(lemmatizer)
    }

    /// The lemma of a form with this tag; the form itself where no rule fits.
    pub(crate) fn lemma(&self, form: &str, xpos: &str) -> String {
        let form = base(form, xpos);
        if let Some(lemma) = self.exceptions.get(&key(EXCEPTION, &form, xpos)) {
            return lemma.clone();
        }
        for chars in (0..=SUFFIX.min(form.chars().count())).rev() {
            let Some((cut, append)) = self.rules.get(&key(RULE, suffix(&form, chars), xpos)) else {
                continue;
            };
            let kept = form.len() - suffix(&form, *cut).len();
            if kept > 0 || !append.is_empty() {
                return format!("{}{append}", &form[..kept]);
            }
        }
        form.into_owned()
    }
}
