//! Reports of a text without a stop.

use newsgraph_document::{
    Act, Document, Maker, Quote, QuoteKind, Sentence, Span, Syntax, Token, Upos, WordSyntax,
};
use newsgraph_export::to_text;
use std::error::Error;

/// One sentence of so many words "é so", with quotes from each of the first ten to the end.
fn one_sentence(words: usize) -> Result<Document, Box<dyn Error>> {
    const WORD: &str = "é so ";
    let text = WORD.repeat(words);
    let (end, by) = (text.len() - 1, Maker::default);
    let mut document = Document::new("long", text)?;
    let token = |at: usize| Token {
        span: Span::new(at * WORD.len(), at * WORD.len() + "é so".len()),
    };
    document.set_tokens((0..words).map(token).collect(), by())?;
    let sentence = Sentence {
        span: Span::new(0, end),
        tokens: 0..words,
        paragraph: 0,
    };
    document.set_sentences(vec![sentence], by())?;
    let word = |at: usize| WordSyntax {
        upos: Upos::X,
        xpos: "FW",
        lemma: "so",
        head: (at > 0).then_some(0),
        dep: "dep",
    };
    let syntax = Syntax::new(document.tokenized()?, (0..words).map(word))?;
    document.set_syntax(syntax, by())?;
    document.set_mentions(Vec::new(), by())?;
    document.set_quote_marks(Vec::new(), by())?;
    let quote = |at: usize| Quote {
        kind: QuoteKind::Indirect,
        act: Act::Speech,
        content: vec![Span::new(at * WORD.len(), end)],
        cue: None,
        speaker: None,
        speakers: Vec::new(),
        addressee: None,
        parent: None,
        score: None,
    };
    document.set_quotes((0..10).map(quote).collect(), by())?;
    Ok(document)
}

#[test]
fn a_report_shows_no_more_of_a_sentence_than_a_person_reads() -> Result<(), Box<dyn Error>> {
    let short = one_sentence(400)?;
    assert!(!to_text(&short).contains("[…]"));
    let long = one_sentence(6_000)?;
    let text = to_text(&long);
    assert!(text.contains("[…]"));
    // A page shows each quote beside the text, and an excerpt of the sentence for no fact.
    #[cfg(feature = "report")]
    {
        let page = newsgraph_export::to_html(&long);
        assert!(
            page.contains("[…]") && page.len() < 20 * 20_100 + 60_000,
            "{}",
            page.len()
        );
    }
    let longest = text.lines().map(str::len).max();
    assert!(longest < Some(20_100), "{longest:?}");
    Ok(())
}
