use crate::BertError;
use crate::checkpoint::Checkpoint;
use newsgraph_tokenize::document::{Span, Token};
use newsgraph_tokenize::subword::Alignment;
use newsgraph_tokenize::subword::tokenizers::models::bpe::BPE;
use newsgraph_tokenize::subword::tokenizers::models::wordpiece::WordPiece;
use newsgraph_tokenize::subword::tokenizers::normalizers::BertNormalizer;
use newsgraph_tokenize::subword::tokenizers::pre_tokenizers::bert::BertPreTokenizer;
use newsgraph_tokenize::subword::tokenizers::pre_tokenizers::byte_level::ByteLevel;
use newsgraph_tokenize::subword::tokenizers::processors::bert::BertProcessing;
use newsgraph_tokenize::subword::tokenizers::{AddedToken, Tokenizer};
use serde_json::Value;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

/// The tokenizer of a checkpoint.
#[derive(Debug)]
pub(crate) struct Pieces {
    tokenizer: Tokenizer,
    /// What stands before and behind the pieces of every window.
    before: Vec<u32>,
    after: Vec<u32>,
    /// The file that it was made from.
    path: PathBuf,
}

/// The pieces of a run of words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Run {
    /// The pieces, without special ones.
    pub(crate) ids: Vec<u32>,
    /// For each word the position of its first piece; `None` where the tokenizer dropped the word.
    pub(crate) first: Vec<Option<usize>>,
}

type Cause = Box<dyn Error + Send + Sync>;

impl Pieces {
    /// The tokenizer in a checkpoint's folder, from `tokenizer.json` or from vocabulary files.
    pub(crate) fn open(checkpoint: &Checkpoint) -> Result<Self, BertError> {
        let folder = checkpoint.folder.as_path();
        let [whole, words, pairs, merges] =
            ["tokenizer.json", "vocab.txt", "vocab.json", "merges.txt"].map(|f| folder.join(f));
        let (path, made) = if whole.is_file() {
            let made = Tokenizer::from_file(&whole);
            (whole, made)
        } else if words.is_file() {
            let made = word_pieces(folder, &words);
            (words, made)
        } else if pairs.is_file() && merges.is_file() {
            let made = byte_pairs(&pairs, &merges);
            (pairs, made)
        } else {
            return Err(BertError::MissingFile {
                folder: folder.to_owned(),
                expected: "tokenizer.json, vocab.txt, or vocab.json and merges.txt",
            });
        };
        let refuse = |source: Cause| BertError::Tokenizer {
            path: path.clone(),
            source,
        };
        let mut tokenizer = made.map_err(refuse)?;
        tokenizer.with_padding(None);
        tokenizer.with_truncation(None).map_err(refuse)?;
        let (before, after) = special(&tokenizer).map_err(refuse)?;
        let pieces = Self {
            tokenizer,
            before,
            after,
            path,
        };
        pieces.check(checkpoint.number("vocab_size")?)?;
        Ok(pieces)
    }

    /// Every piece must have an embedding.
    fn check(&self, embeddings: usize) -> Result<(), BertError> {
        let last = self.tokenizer.get_vocab(true).into_values().max();
        let found = last.map_or(0, |last| last as usize + 1);
        if found == 0 || found > embeddings {
            return Err(BertError::Vocabulary {
                path: self.path.clone(),
                expected: format!("at most the {embeddings} pieces that have an embedding"),
                found: format!("{found}"),
            });
        }
        Ok(())
    }

    /// The same, which reads "[SEP]" in a text as a bracket, three letters and a bracket.
    pub(crate) fn for_plain_text(mut self) -> Self {
        self.tokenizer.set_encode_special_tokens(true);
        self
    }

    /// The error where a marker is not in the vocabulary.
    pub(crate) fn check_marker(&self, marker: &str) -> Result<(), BertError> {
        let unknown = ["[UNK]", "<unk>"].map(|piece| self.tokenizer.token_to_id(piece));
        let ids = self.ids(marker)?;
        let is_known = |id: &u32| !unknown.contains(&Some(*id));
        if ids.is_empty() || !ids.iter().all(is_known) {
            return Err(BertError::Vocabulary {
                path: self.path.clone(),
                expected: format!("pieces for the entity marker {marker:?}"),
                found: "none".to_owned(),
            });
        }
        Ok(())
    }

    /// How many pieces of a window are special ones.
    pub(crate) fn special(&self) -> usize {
        self.before.len() + self.after.len()
    }

    /// Where the first piece of a window that is none stands.
    pub(crate) fn offset(&self) -> usize {
        self.before.len()
    }

    /// A window with these pieces between the special ones.
    pub(crate) fn window(&self, ids: &[u32]) -> Vec<u32> {
        [&self.before, ids, &self.after].concat()
    }

    /// The pieces of a text.
    pub(crate) fn ids(&self, text: &str) -> Result<Vec<u32>, BertError> {
        let encoding = self.tokenizer.encode(text, false);
        let encoding = encoding.map_err(|source| self.unfit(source))?;
        Ok(encoding.get_ids().to_vec())
    }

    /// The pieces of the part of a text that these words stand in, aligned with them by bytes. `lead` is
    /// read before it, as what stands before a sentence is part of its first piece in some vocabularies.
    pub(crate) fn run(&self, lead: &str, text: &str, words: &[Token]) -> Result<Run, BertError> {
        let (Some(first), Some(last)) = (words.first(), words.last()) else {
            return Ok(Run::default());
        };
        let whole = first.span.cover(last.span);
        let moved = |position: usize| position - whole.start() + lead.len();
        let words: Vec<Token> = words
            .iter()
            .map(|word| Token {
                span: Span::new(moved(word.span.start()), moved(word.span.end())),
            })
            .collect();
        let encoding = self
            .tokenizer
            .encode([lead, &text[whole]].concat(), false)
            .map_err(|source| self.unfit(source))?;
        let alignment = Alignment::new(&words, &encoding);
        let first = |word| {
            let pieces = alignment.pieces_of(word);
            (!pieces.is_empty()).then_some(pieces.start)
        };
        Ok(Run {
            ids: encoding.get_ids().to_vec(),
            first: (0..words.len()).map(first).collect(),
        })
    }

    fn unfit(&self, source: Cause) -> BertError {
        BertError::Tokenizer {
            path: self.path.clone(),
            source,
        }
    }
}

/// The special pieces that the tokenizer puts before and behind a text. It must have some piece for any
/// other text too, such as a hieroglyph.
fn special(tokenizer: &Tokenizer) -> Result<(Vec<u32>, Vec<u32>), Cause> {
    tokenizer.encode("𓀀", false)?;
    let bare = tokenizer.encode("a", false)?;
    let full = tokenizer.encode("a", true)?;
    let (bare, full) = (bare.get_ids(), full.get_ids());
    let at = full.windows(bare.len().max(1)).position(|ids| ids == bare);
    let at = at.ok_or("expected a piece for the letter a, found none")?;
    Ok((full[..at].to_vec(), full[at + bare.len()..].to_vec()))
}

/// The word pieces of BERT, DistilBERT and ELECTRA from `vocab.txt`.
fn word_pieces(folder: &Path, path: &Path) -> Result<Tokenizer, Cause> {
    let model = WordPiece::from_file(&path.to_string_lossy())
        .unk_token("[UNK]".to_owned())
        .build()?;
    let settings = fs::read(folder.join("tokenizer_config.json")).ok();
    let settings: Option<Value> = settings.and_then(|bytes| serde_json::from_slice(&bytes).ok());
    let setting = |field: &str| settings.as_ref().and_then(|s| s[field].as_bool());
    let mut tokenizer = Tokenizer::new(model);
    tokenizer.with_normalizer(Some(BertNormalizer::new(
        true,
        setting("tokenize_chinese_chars").unwrap_or(true),
        setting("strip_accents"),
        setting("do_lower_case").unwrap_or(true),
    )));
    tokenizer.with_pre_tokenizer(Some(BertPreTokenizer));
    frame(tokenizer, "[CLS]", "[SEP]", &["[UNK]", "[PAD]", "[MASK]"])
}

/// The byte-level pairs of RoBERTa and DeBERTa from `vocab.json` and `merges.txt`.
fn byte_pairs(path: &Path, merges: &Path) -> Result<Tokenizer, Cause> {
    let model = BPE::from_file(&path.to_string_lossy(), &merges.to_string_lossy()).build()?;
    let mut tokenizer = Tokenizer::new(model);
    tokenizer.with_pre_tokenizer(Some(ByteLevel::default().add_prefix_space(true)));
    if tokenizer.token_to_id("[CLS]").is_some() {
        frame(tokenizer, "[CLS]", "[SEP]", &["[UNK]", "[PAD]", "[MASK]"])
    } else {
        frame(tokenizer, "<s>", "</s>", &["<unk>", "<pad>", "<mask>"])
    }
}

/// The tokenizer with a first and a last piece, and others that no text is read as.
fn frame(
    mut tokenizer: Tokenizer,
    first: &str,
    last: &str,
    others: &[&str],
) -> Result<Tokenizer, Cause> {
    let id = |piece: &str| {
        let id = tokenizer.token_to_id(piece);
        id.ok_or_else(|| format!("expected a piece {piece:?}, found none"))
    };
    let processor =
        BertProcessing::new((last.to_owned(), id(last)?), (first.to_owned(), id(first)?));
    let known = others.iter().filter(|piece| id(piece).is_ok());
    let special: Vec<AddedToken> = [&first, &last]
        .into_iter()
        .chain(known)
        .map(|piece| AddedToken::from(*piece, true))
        .collect();
    tokenizer.add_special_tokens(&special);
    tokenizer.with_post_processor(Some(processor));
    Ok(tokenizer)
}
