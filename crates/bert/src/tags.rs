use std::ops::Range;

/// What a tag says of a word's place in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Outside,
    Begin,
    Inside,
    Last,
    Unit,
}

/// The tags of a checkpoint: each a part of a name and the name's type.
///
/// One reading serves BIO, IOB1, BILOU (IOBES) and bare types, as in the evaluation of CoNLL-2003: a
/// name goes on while the type stays the same and no tag begins or ended one.
#[derive(Clone, Debug)]
pub(crate) struct Tags {
    parts: Vec<(Part, usize)>,
    types: Vec<String>,
}

impl Tags {
    /// The tags with these texts, such as `O`, `B-PER`, `I-PER`.
    pub(crate) fn new(texts: &[String]) -> Self {
        let mut types: Vec<String> = Vec::new();
        let mut parts = Vec::new();
        for text in texts {
            let (part, kind) = read(text);
            let known = types.iter().position(|t| t == kind);
            let at = known.unwrap_or(types.len());
            if known.is_none() && part != Part::Outside {
                types.push(kind.to_owned());
            }
            parts.push((part, at));
        }
        Self { parts, types }
    }

    /// The types of names, in the order in which the tags name them.
    pub(crate) fn types(&self) -> &[String] {
        &self.types
    }

    /// The names that a sentence's tags spell, as ranges of its words with the position of their type.
    /// A word without a tag stands in no name.
    pub(crate) fn names(&self, tags: &[Option<usize>]) -> Vec<(Range<usize>, usize)> {
        let mut names: Vec<(Range<usize>, usize)> = Vec::new();
        let mut open = false;
        for (at, tag) in tags.iter().enumerate() {
            let (part, kind) = tag.map_or((Part::Outside, 0), |tag| self.parts[tag]);
            if part == Part::Outside {
                open = false;
                continue;
            }
            let begins = matches!(part, Part::Begin | Part::Unit);
            match names.last_mut() {
                Some((range, last)) if open && !begins && *last == kind => range.end = at + 1,
                _ => names.push((at..at + 1, kind)),
            }
            open = !matches!(part, Part::Last | Part::Unit);
        }
        names
    }
}

/// A tag's part and type. A type without a part stands for a word inside a name.
fn read(text: &str) -> (Part, &str) {
    let (part, kind) = text.split_once(['-', '_']).unwrap_or((text, text));
    match part {
        "O" => (Part::Outside, ""),
        "B" => (Part::Begin, kind),
        "I" | "M" => (Part::Inside, kind),
        "L" | "E" => (Part::Last, kind),
        "U" | "S" => (Part::Unit, kind),
        _ => (Part::Inside, text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names of tags parted by spaces, with their types; `_` is a word without a tag.
    fn names(line: &str) -> Vec<(Range<usize>, String)> {
        let texts: Vec<String> = line.split(' ').map(str::to_owned).collect();
        let tags = Tags::new(&texts);
        let given: Vec<Option<usize>> = (0..texts.len())
            .map(|at| (texts[at] != "_").then_some(at))
            .collect();
        let names = tags.names(&given).into_iter();
        names
            .map(|(range, kind)| (range, tags.types()[kind].clone()))
            .collect()
    }

    #[test]
    fn every_scheme() {
        type Names = [(Range<usize>, &'static str)];
        let cases: [(&str, &Names); 9] = [
            ("B-PER I-PER O B-LOC", &[(0..2, "PER"), (3..4, "LOC")]),
            ("B-PER B-PER", &[(0..1, "PER"), (1..2, "PER")]),
            ("B-PER I-LOC", &[(0..1, "PER"), (1..2, "LOC")]),
            ("O I-PER I-PER O", &[(1..3, "PER")]),
            (
                "I-PER I-PER B-PER I-ORG",
                &[(0..2, "PER"), (2..3, "PER"), (3..4, "ORG")],
            ),
            (
                "U-LOC U-LOC B-PER I-PER L-PER I-PER",
                &[(0..1, "LOC"), (1..2, "LOC"), (2..5, "PER"), (5..6, "PER")],
            ),
            ("S-LOC B-ORG E-ORG", &[(0..1, "LOC"), (1..3, "ORG")]),
            (
                "PER PER O creative-work",
                &[(0..2, "PER"), (3..4, "creative-work")],
            ),
            ("B-PER _ I-PER", &[(0..1, "PER"), (2..3, "PER")]),
        ];
        for (line, expected) in cases {
            let found = names(line);
            let found: Vec<_> = found.iter().map(|(r, k)| (r.clone(), k.as_str())).collect();
            assert_eq!(found, expected, "{line}");
        }
    }
}
