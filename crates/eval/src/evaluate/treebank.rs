use super::{Evaluation, Systems, Task};
use crate::conllu::{self, Document, TreebankSentence, Word};
use crate::{EvaluateError, Report, System, treebank};
use newsgraph_document::{self as document, Layer, Sentence, Syntax, Token, TokenizedText};

/// Words and sentences of the treebank's text.
pub(super) fn measure_tokens(
    asked: &Evaluation,
    systems: &dyn Systems,
) -> Result<Report, EvaluateError> {
    let gold = of_genre(asked, conllu::read_words(&asked.gold)?)?;
    let predicted = match &asked.pred {
        Some(pred) => conllu::read_words(pred)?,
        None => retokenized(&gold, &systems.system(Task::Tokens)?)?,
    };
    treebank::score_tokens(&gold, &predicted).map_err(|source| differ(asked, source))
}

/// Tags, lemmas and trees over the treebank's words, or over those of the system.
pub(super) fn measure(asked: &Evaluation, systems: &dyn Systems) -> Result<Report, EvaluateError> {
    let gold = of_genre(asked, conllu::read(&asked.gold)?)?;
    let predicted = if let Some(pred) = &asked.pred {
        conllu::read(pred)?
    } else {
        let mut predicted = if asked.raw {
            retokenized(&gold, &systems.system(Task::Tokens)?)?
        } else {
            gold.clone()
        };
        parse(&mut predicted, systems.parser()?);
        predicted
    };
    treebank::score(&gold, &predicted).map_err(|source| differ(asked, source))
}

fn differ(asked: &Evaluation, source: treebank::TextsDiffer) -> EvaluateError {
    let path = asked.measured();
    EvaluateError::Text { path, source }
}

/// The documents of the treebank, or those of the genre that was asked for.
fn of_genre(
    asked: &Evaluation,
    mut documents: Vec<Document>,
) -> Result<Vec<Document>, EvaluateError> {
    if let Some(genre) = &asked.genre {
        documents.retain(|document| document.genre() == genre);
        if documents.is_empty() {
            return Err(EvaluateError::Genre {
                path: asked.gold.clone(),
                genre: genre.clone(),
            });
        }
    }
    Ok(documents)
}

/// The documents' texts with the words and sentences that the system finds.
fn retokenized(documents: &[Document], system: &System) -> Result<Vec<Document>, EvaluateError> {
    let texts = documents.iter().map(|d| d.rebuild().text);
    let mut found = texts
        .map(|text| document::Document::new("", text))
        .collect::<Result<Vec<_>, _>>()?;
    system.fill_all(&mut found, Layer::Sentences)?;
    let pairs = documents.iter().zip(&found);
    pairs
        .map(|(document, found)| Ok(with_words(&document.id, found.tokenized()?)))
        .collect()
}

fn with_words(id: &str, found: TokenizedText<'_>) -> Document {
    let text = found.text;
    let word = |token: &Token| Word {
        form: text[token.span].to_owned(),
        space_after: text[token.span.end()..].starts_with(char::is_whitespace),
        ..Word::default()
    };
    let sentence = |sentence: &Sentence| TreebankSentence {
        words: found.tokens[sentence.tokens.clone()]
            .iter()
            .map(word)
            .collect(),
        ..TreebankSentence::default()
    };
    Document {
        id: id.to_owned(),
        sentences: found.sentences.iter().map(sentence).collect(),
    }
}

/// Puts a parser's tags, lemmas and trees in the place of the treebank's.
pub fn parse(documents: &mut [Document], parser: impl Fn(TokenizedText<'_>) -> Syntax) {
    for document in documents {
        let rebuilt = document.rebuild();
        let syntax = parser(rebuilt.view());
        let mut token = 0;
        for sentence in &mut document.sentences {
            let first = token;
            for word in &mut sentence.words {
                syntax.lemma(token).clone_into(&mut word.lemma);
                word.upos = syntax.upos(token).to_string();
                syntax.xpos(token).clone_into(&mut word.xpos);
                word.head = syntax.head(token).map(|head| head - first);
                syntax.dep(token).clone_into(&mut word.dep);
                token += 1;
            }
        }
    }
}
