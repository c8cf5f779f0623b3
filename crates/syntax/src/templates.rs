//! Holds the features of fixed sentences beside the version of the templates.

use crate::parser::TEMPLATES;
use crate::word::{WordReader, key, spaces};
use newsgraph_linear::{ClusterSets, hash_bytes};

/// Version of the templates, hash of the features.
const EXPECTED: &str = "3 3fc73c6eb0726878";

#[test]
fn changed_features_raise_the_version() {
    let mut clusters = ClusterSets::default();
    for set in 0..3 {
        clusters.set(
            set,
            [(key("the"), "0101101"), (key("Xi"), "111001010011001")],
        );
    }
    let words = [
        "“", "The", "McDonald", "-", "led", "talks", "cost", "$", "1,998.5", ",", "”", "Xi", "did",
        "n't", "say", "…",
    ];
    let glued = [
        false, true, false, true, true, false, false, false, true, true, true, false, false, true,
        false, true,
    ];
    let mut reader = WordReader::default();
    let mut bytes = Vec::new();
    for (word, space) in words.iter().zip(spaces(&glued)) {
        let own = reader.features(word, &clusters).map(Some);
        for feature in own.into_iter().chain([space]) {
            bytes.extend(feature.unwrap_or_default().to_le_bytes());
        }
    }
    assert_eq!(
        format!("{TEMPLATES} {:016x}", hash_bytes(&bytes)),
        EXPECTED,
        "the features have changed: raise TEMPLATES, train with `cargo xtask train syntax`, then write the left side into EXPECTED"
    );
}
