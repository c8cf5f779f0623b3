use super::*;
use newsgraph_tokenize::Tokenizer;

/// The names of a text, given as label and words in order, mended.
fn mended(text: &str, names: &[(Label, &str)]) -> Vec<String> {
    let found = Tokenizer::default().tokenize(text);
    let view = found.view(text);
    let mut at = 0;
    let name = |(label, name): &(Label, &str)| {
        let start = at + text[at..].find(name).unwrap();
        at = start + name.len();
        super::found(Span::new(start, at), label.clone())
    };
    let names = names.iter().map(name).collect();
    let mended = mend(view, &NameWords::english(), names);
    mended
        .iter()
        .map(|name| format!("{} {}", name.label.as_str(), &text[name.span]))
        .collect()
}
