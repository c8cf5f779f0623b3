use super::MentionRange;
use newsgraph_document::Span;

/// The words as a text with a space between them, and where each stands in it. Words of white space
/// end a paragraph.
pub fn spaced(words: &[String]) -> (String, Vec<Span>) {
    let mut text = String::new();
    let place = |word: &String| {
        if word.trim().is_empty() {
            text.push_str("\n\n");
            return Span::new(text.len(), text.len());
        }
        if !text.is_empty() && !text.ends_with('\n') {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(word);
        Span::new(start, text.len())
    };
    let spans = words.iter().map(place).collect();
    (text, spans)
}

/// The words, by their sorted places in a text, that share a byte with a span of it; `None` where none does.
pub fn words_in(words: &[Span], span: Span) -> Option<MentionRange> {
    let start = words.partition_point(|word| word.end() <= span.start());
    let end = words.partition_point(|word| word.start() < span.end());
    (start < end).then_some((start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_places() {
        let words = ["Ann", "left", ".", "\n", "She", "ran"].map(str::to_owned);
        let (text, spans) = spaced(&words);
        assert_eq!(text, "Ann left .\n\nShe ran");
        assert_eq!(&text[spans[4]], "She");
        assert_eq!(words_in(&spans, Span::new(5, 10)), Some((1, 3)));
        assert_eq!(words_in(&spans, Span::new(3, 4)), None);
    }
}
