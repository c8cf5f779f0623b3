use crate::lemma::{Lemmatizer, SUFFIX, base, suffix};
use crate::treebank::Treebank;
use newsgraph_linear::ModelFile;
use std::collections::BTreeMap;

/// How a lemma is made from a form: chars to cut, string to append.
type Script = (usize, String);

fn script(form: &str, lemma: &str) -> Script {
    let common: usize = form
        .chars()
        .zip(lemma.chars())
        .take_while(|(a, b)| a == b)
        .map(|(c, _)| c.len_utf8())
        .sum();
    (form[common..].chars().count(), lemma[common..].to_owned())
}

/// The key of a count: most frequent first, then in order.
fn most<K: Clone + Ord>(counts: &BTreeMap<K, usize>) -> Option<(K, usize)> {
    counts
        .iter()
        .max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0)))
        .map(|(k, n)| (k.clone(), *n))
}

/// Puts the rules and exceptions that give the lemmas of a treebank into a file.
pub(crate) fn lemmas(treebank: &Treebank, file: &mut ModelFile) {
    let mut seen: BTreeMap<(String, &str), BTreeMap<&str, usize>> = BTreeMap::new();
    for word in treebank
        .iter()
        .flatten()
        .filter(|w| w.lemma != "_" && !w.form.contains(['\t', '\n']))
    {
        let form = base(&word.form, &word.xpos).into_owned();
        *seen
            .entry((form, &word.xpos))
            .or_default()
            .entry(&word.lemma)
            .or_default() += 1;
    }
    let seen: Vec<(&str, &str, &str)> = seen
        .iter()
        .filter_map(|((form, xpos), counts)| Some((form.as_str(), *xpos, most(counts)?.0)))
        .collect();
    let mut counts: BTreeMap<(&str, &str), BTreeMap<Script, usize>> = BTreeMap::new();
    for (form, xpos, lemma) in &seen {
        for chars in 0..=SUFFIX.min(form.chars().count()) {
            let rule = counts.entry((suffix(form, chars), xpos)).or_default();
            *rule.entry(script(form, lemma)).or_default() += 1;
        }
    }
    let mut rules = Vec::new();
    for ((suffix, xpos), scripts) in &counts {
        let best = most(scripts).filter(|(_, count)| *count >= 2 || suffix.is_empty());
        if let Some(((cut, append), _)) = best {
            rules.push(format!("{suffix}\t{xpos}\t{cut}\t{append}"));
        }
    }
    file.set_strings("lemma.rules", &rules);
    file.set_strings("lemma.exceptions", &[""; 0]);
    let Ok(by_rule) = Lemmatizer::read(file) else {
        return;
    };
    let exceptions: Vec<String> = seen
        .iter()
        .filter(|(form, xpos, lemma)| {
            let mut found = String::new();
            by_rule.push_lemma(form, xpos, &mut found);
            found != *lemma
        })
        .map(|(form, xpos, lemma)| format!("{form}\t{xpos}\t{lemma}"))
        .collect();
    file.set_strings("lemma.exceptions", &exceptions);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_and_suffixes() {
        assert_eq!(script("cities", "city"), (3, "y".to_owned()));
        assert_eq!(script("went", "go"), (4, "go".to_owned()));
        assert_eq!(suffix("cities", 3), "ies");
    }
}
