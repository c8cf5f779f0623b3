//! Names as a person writes them who looks for an entity.

use crate::fold::folded;
use crate::words::Words;

/// What an English name may be looked up by, as [`folded`] gives it, the nearest first: as it is written, without the ending of
/// possession, then each of these without the article and the titles before it. Empty where it has neither letters nor digits.
///
/// ```
/// let forms = newsgraph_identity::name_forms("Senator O’Brien’s");
/// assert_eq!(forms, ["senator obriens", "senator obrien", "obriens", "obrien"]);
/// ```
pub fn name_forms(name: &str) -> Vec<String> {
    let words = Words::english();
    let name = name.trim();
    let endings = words.possessive.iter();
    let bare = endings.filter_map(|ending| name.strip_suffix(ending));
    let mut forms: Vec<String> = [name].into_iter().chain(bare).map(folded).collect();
    let untitled: Vec<String> = forms.iter().map(|form| untitled(form, words)).collect();
    forms.extend(untitled);
    let mut known: Vec<String> = Vec::new();
    for form in forms {
        if !form.is_empty() && !known.contains(&form) {
            known.push(form);
        }
    }
    known
}

fn untitled(form: &str, words: &Words) -> String {
    let parts: Vec<&str> = form.split(' ').collect();
    let is_small = |word: &&str| words.is_title(word) || words.article.contains(word);
    let small = parts.iter().take_while(|word| is_small(word)).count();
    parts[small.min(parts.len() - 1)..].join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_found_whatever_marks_and_titles_are_written() {
        let cases = [
            ("O'Brien", "O’Brien"),
            ("OBrien", "O’Brien"),
            ("jose alvarez", "José Álvarez"),
            ("Mr. Hale", "Hale"),
            ("Mr Hale’s", "Hale"),
            ("Senator O'Brien", "O’Brien"),
            ("Hale's", "Hale"),
            ("the Ulm Bank", "Ulm Bank"),
            ("Hughes'", "Hughes"),
            ("Macy's", "Macy’s"),
        ];
        for (asked, written) in cases {
            let forms = name_forms(asked);
            assert!(forms.contains(&folded(written)), "{asked}: {forms:?}");
        }
        for nothing in ["", " ", "'s", "’", "\u{202e}", "--"] {
            assert!(
                name_forms(nothing).iter().all(|form| form == "s"),
                "{nothing:?}"
            );
        }
        assert_eq!(name_forms("Senator"), ["senator"]);
    }
}
