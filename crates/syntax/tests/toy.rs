//! A model trained here, on a toy treebank: what is learned, and that any input gives one tree.
#![cfg(feature = "train")]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use newsgraph_syntax::document::{Sentence, Span, Syntax, Token, TokenizedText, Upos};
use newsgraph_syntax::{ModelError, SyntaxParser, SyntaxTrainer, TreebankWord, WordVectors};
use proptest::prelude::*;
use std::sync::LazyLock;

const TREEBANK: &str = "\
Kim/Kim/PROPN/NNP/2/nsubj met/meet/VERB/VBD/0/root Xi/Xi/PROPN/NNP/2/obj ././PUNCT/./2/punct
The/the/DET/DT/2/det envoy/envoy/NOUN/NN/3/nsubj left/leave/VERB/VBD/0/root ././PUNCT/./3/punct
Xi/Xi/PROPN/NNP/2/nsubj praised/praise/VERB/VBD/0/root the/the/DET/DT/4/det talks/talk/NOUN/NNS/2/obj ././PUNCT/./2/punct
The/the/DET/DT/2/det talks/talk/NOUN/NNS/3/nsubj ended/end/VERB/VBD/0/root ././PUNCT/./3/punct";

fn treebank() -> Vec<Vec<TreebankWord>> {
    let word = |word: &str| {
        let f: Vec<&str> = word.split('/').collect();
        let head: usize = f[4].parse().unwrap();
        TreebankWord {
            form: f[0].to_owned(),
            lemma: f[1].to_owned(),
            upos: f[2].parse().unwrap(),
            xpos: f[3].to_owned(),
            head: head.checked_sub(1),
            dep: f[5].to_owned(),
            space_after: f[0] != "." && f[1] != ".",
        }
    };
    let sentence = |line: &str| line.split(' ').map(word).collect();
    TREEBANK.lines().map(sentence).collect()
}

fn trainer() -> SyntaxTrainer {
    let mut trainer = SyntaxTrainer::default();
    (trainer.least_words, trainer.passes) = (1, 100);
    (trainer.rate, trainer.dropout) = (0.01, 0.1);
    trainer
}

fn bytes() -> Vec<u8> {
    let trainer = trainer();
    let file = trainer.train(&treebank(), &[], |_| ());
    file.to_bytes().unwrap()
}

static PARSER: LazyLock<SyntaxParser> =
    LazyLock::new(|| SyntaxParser::from_bytes(bytes(), &WordVectors::default()).unwrap());

fn parse(words: &[&str], lengths: &[usize]) -> Syntax {
    let text = words.join(" ");
    let (mut tokens, mut sentences, mut at) = (Vec::new(), Vec::new(), 0);
    for word in words {
        tokens.push(Token {
            span: Span::new(at, at + word.len()),
        });
        at += word.len() + 1;
    }
    let mut start = 0;
    for &length in lengths {
        let range = start..start + length;
        let span = tokens[start].span.cover(tokens[range.end - 1].span);
        start = range.end;
        sentences.push(Sentence {
            span,
            tokens: range,
            paragraph: 0,
        });
    }
    PARSER.parse(TokenizedText {
        text: &text,
        tokens: &tokens,
        sentences: &sentences,
    })
}

#[test]
fn learns_the_toy_treebank() {
    let syntax = parse(&["Xi", "praised", "the", "talks", "."], &[5]);
    let heads: Vec<Option<usize>> = (0..5).map(|t| syntax.head(t)).collect();
    assert_eq!(heads, [Some(1), None, Some(3), Some(1), Some(1)]);
    let deps: Vec<&str> = (0..5).map(|t| syntax.dep(t)).collect();
    assert_eq!(deps, ["nsubj", "root", "det", "obj", "punct"]);
    assert_eq!((syntax.upos(0), syntax.xpos(1)), (Upos::Propn, "VBD"));
    assert_eq!((syntax.lemma(1), syntax.lemma(2)), ("praise", "the"));
}

#[test]
fn no_words_give_no_trees() {
    assert!(parse(&[], &[]).is_empty());
    assert_eq!(parse(&["!"], &[1]).head(0), None);
}

#[test]
fn long_sentences_are_one_tree_each() {
    let words: Vec<&str> = ["Xi", "praised", "talks"]
        .into_iter()
        .cycle()
        .take(5000)
        .collect();
    for lengths in [&[5000][..], &[200, 201, 399, 4200]] {
        let syntax = parse(&words, lengths);
        let roots = (0..syntax.len()).filter(|&t| syntax.head(t).is_none());
        assert_eq!((syntax.len(), roots.count()), (5000, lengths.len()));
    }
}

#[test]
fn sentences_that_leave_tokens_out_give_no_trees() {
    let text = "Xi left";
    let tokens = [0..2, 3..7].map(|r| Token {
        span: Span::new(r.start, r.end),
    });
    let sentences = [Sentence {
        span: Span::new(3, 7),
        tokens: 1..2,
        paragraph: 0,
    }];
    let view = TokenizedText {
        text,
        tokens: &tokens,
        sentences: &sentences,
    };
    assert!(PARSER.parse(view).is_empty());
}

#[test]
fn the_same_treebank_gives_the_same_bytes() {
    assert_eq!(bytes(), bytes());
}

#[test]
fn damaged_models_are_errors() {
    let whole = bytes();
    for cut in [0, 7, 8, 100, whole.len() / 2, whole.len() - 1] {
        assert!(SyntaxParser::from_bytes(whole[..cut].to_vec(), &WordVectors::default()).is_err());
    }
    let missing = SyntaxParser::load("no/such/file", &WordVectors::default());
    assert!(matches!(missing, Err(ModelError::Io { .. })));
}

proptest! {
    #[test]
    fn every_sentence_is_a_tree(words in prop::collection::vec("[A-Za-z0-9’.,“é\u{1F600}-]{1,8}", 1..60), cut in 0usize..60) {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let first = (cut % words.len()).max(1);
        let mut lengths = vec![first, words.len() - first];
        lengths.retain(|&l| l > 0);
        // A refused tree would leave no entry at all.
        prop_assert_eq!(parse(&words, &lengths).len(), words.len());
    }
}

/// A network of another size is another file, not other code.
#[test]
fn the_file_tells_how_large_the_network_is() {
    let mut trainer = trainer();
    (trainer.width, trainer.layers, trainer.role_width) = (40, 3, 24);
    let file = trainer.train(&treebank(), &[], |_| ());
    let parser =
        SyntaxParser::from_bytes(file.to_bytes().unwrap(), &WordVectors::default()).unwrap();
    let tokens = [Span::new(0, 3), Span::new(4, 9), Span::new(10, 14)].map(|span| Token { span });
    let sentences = [Sentence {
        span: Span::new(0, 14),
        tokens: 0..3,
        paragraph: 0,
    }];
    let text = TokenizedText {
        text: "The talks left",
        tokens: &tokens,
        sentences: &sentences,
    };
    let syntax = parser.parse(text);
    assert_eq!(syntax.head(0), Some(1));
    assert_eq!(syntax.head(1), Some(2));
    for part in ["arc.root", "arc.head.weights", "encoder.layer2.mix"] {
        let mut broken = file.clone();
        broken.set(part, vec![0xFF; 64]);
        let read = SyntaxParser::from_bytes(broken.to_bytes().unwrap(), &WordVectors::default());
        assert!(matches!(read, Err(ModelError::Inconsistent { .. })));
    }
}
