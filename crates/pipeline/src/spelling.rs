//! Which name was meant.

/// The known name that is spelled most like another, in any case; `None` where none is nearer than every third letter.
pub(crate) fn nearest<'a>(name: &str, known: &'a [String]) -> Option<&'a str> {
    let letters = |name: &str| name.to_lowercase().chars().collect::<Vec<char>>();
    let asked = letters(name);
    let distances = known
        .iter()
        .map(|known| (distance(&asked, &letters(known)), known.as_str()));
    let (least, meant) = distances.min_by_key(|&(distance, _)| distance)?;
    (least * 3 <= asked.len().max(3)).then_some(meant)
}

/// How many letters to add, drop, change or swap with the next one until the two are one.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, &letter) in a.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, &other) in b.iter().enumerate() {
            let changed = row[j] + usize::from(letter != other);
            let mut least = changed.min(row[j + 1] + 1).min(next[j] + 1);
            if i > 0 && j > 0 && letter == b[j - 1] && a[i - 1] == other {
                least = least.min(before[j - 1] + 1);
            }
            next.push(least);
        }
        before = std::mem::replace(&mut row, next);
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn knows_a_slip_from_another_word() {
        let known = ["tokenize", "syntax", "ner", "quote"].map(str::to_owned);
        let cases = [
            ("tokenise", Some("tokenize")),
            ("tokeniser", Some("tokenize")),
            ("NER", Some("ner")),
            ("enr", Some("ner")),
            ("quotes", Some("quote")),
            ("sintaks", None),
            ("coref", None),
            ("", None),
        ];
        for (name, meant) in cases {
            assert_eq!(nearest(name, &known), meant, "{name}");
        }
        assert_eq!(nearest("ner", &[]), None);
    }
}
