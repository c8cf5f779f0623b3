#![doc = include_str!("../README.md")]

/// The model of relations in news, as `cargo xtask train relation` writes it, with the relations of DWIE.
pub static NEWS: &[u8] = include_bytes!("../news.safetensors");

/// The model with the five relations of `CoNLL04`: `Kill`, `Live_In`, `Located_In`, `OrgBased_In`, `Work_For`.
pub static CONLL04: &[u8] = include_bytes!("../conll04.safetensors");

/// The model with the fifteen properties of `KnowledgeNet`, such as `DATE_OF_BIRTH` and `FOUNDED_BY`.
pub static KNOWLEDGENET: &[u8] = include_bytes!("../knowledgenet.safetensors");

/// The confidence of open triples, as `cargo xtask train triples` writes it.
pub static TRIPLES: &[u8] = include_bytes!("../triples.safetensors");
