//! Quotation marks of any language.

/// The words between marks that may be something said; fewer are a title or a word that is doubted.
const LEAST: usize = 3;

/// Whether several words of a line stand between quotation marks.
pub(super) fn have_words(text: &str) -> bool {
    let is_long = |part: &str| part.split_whitespace().count() >= LEAST;
    let within = |line: &str| line.split(is_mark).skip(1).step_by(2).any(is_long);
    text.lines().any(within)
}

fn is_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '“'
            | '”'
            | '„'
            | '‟'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '「'
            | '」'
            | '『'
            | '』'
            | '＂'
    )
}

#[cfg(test)]
mod tests {
    use super::have_words;

    #[test]
    fn words_between_marks_are_seen_in_any_language() {
        let cases = [
            ("„Die Brücke kostet nichts“, sagte Anna Lehr.", true),
            ("«Il ponte non costa niente», ha detto Anna.", true),
            ("\"It is not so.\"", true),
            ("She said: “The road is not", true),
            ("The “old” bridge near the “new mill” was sold.", false),
            ("It rained all day, and Ann's house is 5\" tall.", false),
            ("It rained all day in Harwick.", false),
            ("", false),
        ];
        for (text, expected) in cases {
            assert_eq!(have_words(text), expected, "{text}");
        }
    }
}
