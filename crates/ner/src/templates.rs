//! Holds the features of fixed sentences beside the version of the templates.

use crate::recognizer::TEMPLATES;
use crate::tagger::{place_features, word_features};
use crate::word::Words;
use newsgraph_linear::hash_bytes;
use newsgraph_neural::WordVectors;
use newsgraph_tokenize::Tokenizer;

/// Version of the templates, hash of the features.
const EXPECTED: &str = "5 9fba548114b4535b";

#[test]
fn changed_features_raise_the_version() {
    let text = "Angela Merkel met McDonald’s chief in New York on 19 March. MERKEL AND THE U.S. DIFFER ON 2,5 % \
                tariffs; merkel didn't say why.";
    let found = Tokenizer::default().tokenize(text);
    let words = Words::new(found.view(text), &WordVectors::default());
    let (mut bytes, mut place) = (Vec::new(), Vec::new());
    for sentence in &found.sentences {
        let style = words.style(sentence.tokens.clone());
        for token in sentence.tokens.clone() {
            place_features(&words, &sentence.tokens, style, token, &mut place);
            let all = word_features(words.word(token)).chain(place.iter().copied());
            bytes.extend(all.flat_map(u32::to_le_bytes));
        }
    }
    assert_eq!(
        format!("{TEMPLATES} {:016x}", hash_bytes(&bytes)),
        EXPECTED,
        "the features have changed: raise TEMPLATES, train with `cargo xtask train ner`, then write the left side into EXPECTED"
    );
}
