//! Holds the features of fixed sentences beside the version of the templates.

use crate::attributor::TEMPLATES;
use crate::labels::Role;
use crate::lexicon::Lexicon;
use crate::link::Linker;
use crate::reading::Reading;
use crate::spans::Spans;
use crate::speech::Speech;
use newsgraph_document::{Label, Mention, MentionKind, Span, Syntax, Upos, WordSyntax};
use newsgraph_linear::hash_bytes;
use newsgraph_neural::WordVectors;
use newsgraph_tokenize::Tokenizer;
use std::slice::from_ref;

/// Version of the templates, hash of the features.
const EXPECTED: &str = "3 5c89594a364f15ab";

const TEXT: &str = "“Rates are too low,” Ann Lee, the minister, told reporters on Monday.";

/// Part of speech, tag, lemma, head (from 1, 0 for the root) and label of each token.
const ROWS: &str = "\
PUNCT `` “ 5 punct
NOUN NNS rate 5 nsubj
AUX VBP be 5 cop
ADV RB too 5 advmod
ADJ JJ low 14 ccomp
PUNCT , , 5 punct
PUNCT '' ” 5 punct
PROPN NNP Ann 14 nsubj
PROPN NNP Lee 8 flat
PUNCT , , 12 punct
DET DT the 12 det
NOUN NN minister 8 appos
PUNCT , , 12 punct
VERB VBD tell 0 root
NOUN NNS reporter 14 obj
ADP IN on 17 case
PROPN NNP Monday 14 obl
PUNCT . . 14 punct";

#[test]
fn changed_features_raise_the_version() {
    let found = Tokenizer::default().tokenize(TEXT);
    let text = found.view(TEXT);
    let syntax = Syntax::new(text, ROWS.lines().map(word)).unwrap_or_default();
    assert_eq!(syntax.len(), text.tokens.len(), "a row for each token");
    let mention = |words: &str, label: Label, kind| {
        let start = TEXT.find(words).unwrap_or_default();
        Mention {
            span: Span::new(start, start + words.len()),
            label,
            kind,
            value: None,
            score: None,
        }
    };
    let mentions = [
        mention("Ann Lee", Label::PERSON, MentionKind::Proper),
        mention("Monday", Label::DATE, MentionKind::Value),
    ];
    let lexicon = Lexicon::english();
    let speech = Speech::new(text, &found.quote_marks);
    let vectors = WordVectors::default();
    let reading = Reading::new(text, &syntax, speech, &mentions, &lexicon, &vectors);
    let (mut bytes, mut features) = (Vec::new(), Vec::new());
    for token in 0..text.tokens.len() {
        reading.features(token, &mut features);
        bytes.extend(features.iter().flatten().flat_map(|f| f.to_le_bytes()));
    }
    let (content, cue, source) = (0..7, 13..14, 7..12);
    let spans = Spans::new([
        (Role::Content, content.clone()),
        (Role::Cue, cue.clone()),
        (Role::Source, source),
    ]);
    let linker = Linker {
        reading: &reading,
        spans: &spans,
    };
    for question in [
        linker.cue_of(&content),
        linker.source_of(Some(&cue), from_ref(&content)),
        linker.source_of(None, from_ref(&content)),
    ] {
        let features = question.features().flatten();
        bytes.extend(features.flat_map(|f| f.to_le_bytes()));
    }
    assert_eq!(
        format!("{TEMPLATES} {:016x}", hash_bytes(&bytes)),
        EXPECTED,
        "the features have changed: raise TEMPLATES, train with `cargo xtask train quote`, then write the left side into EXPECTED"
    );
}

fn word(row: &str) -> WordSyntax<'_> {
    let mut fields = row.split(' ');
    let mut field = || fields.next().unwrap_or_default();
    let (upos, xpos, lemma, head, dep) = (field(), field(), field(), field(), field());
    WordSyntax {
        upos: upos.parse().unwrap_or(Upos::X),
        xpos,
        lemma,
        head: head.parse::<usize>().unwrap_or_default().checked_sub(1),
        dep,
    }
}
