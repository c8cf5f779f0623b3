//! The readers of corpora and their scorers.

use crate::{choices, shipped};
use newsgraph::document::{Span, Syntax, TokenizedText};
use newsgraph_eval::evaluate::{Case, Evaluation, Parse, Systems, Task};
use newsgraph_eval::relations::RelationCorpus;
use newsgraph_eval::{EvaluateError, Report, System};
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

/// What can be measured, with the ending of its corpus.
const FORMS: [(Task, &str); 10] = [
    (Task::Ner, "conll"),
    (Task::Tokens, "conllu"),
    (Task::Syntax, "conllu"),
    (Task::Quotes, "jsonl"),
    (Task::Coref, "conll"),
    (Task::Coref, "tsv"),
    (Task::Coref, "json"),
    (Task::Relations, "jsonl"),
    (Task::Triples, "tsv"),
    (Task::Facts, "jsonl"),
];

/// The shipped components, not read again for each measurement.
struct Shipped;

impl Systems for Shipped {
    fn system(&self, _: Task) -> Result<System, EvaluateError> {
        Ok(System::new(shipped::COMPONENTS.clone()))
    }

    fn relations(&self, _: &RelationCorpus) -> Result<System, EvaluateError> {
        Ok(System::new(shipped::COMPONENTS.clone()))
    }

    fn parser(&self) -> Result<Parse, EvaluateError> {
        static PARSER: LazyLock<Arc<newsgraph::syntax::SyntaxParser>> =
            LazyLock::new(|| Arc::new(shipped::MODELS.parser().expect("syntax")));
        Ok(Box::new(|text| PARSER.parse(text)))
    }

    fn noun_phrases(
        &self,
        text: TokenizedText<'_>,
        syntax: &Syntax,
        mentions: &[Span],
    ) -> Vec<Span> {
        newsgraph::coref::noun_phrases(text, syntax, mentions.iter().copied())
    }
}

/// The first byte chooses task and form, the second how it is measured: against itself, against what follows a NUL,
/// against what the shipped components find.
pub fn check(data: &[u8]) {
    let ([form, how], rest) = choices(data);
    let (task, ending) = FORMS[usize::from(form) % FORMS.len()];
    let mut parts = rest.splitn(2, |&byte| byte == 0);
    let gold = written("gold", ending, parts.next().unwrap_or_default());
    let pred = parts.next().map(|pred| written("pred", ending, pred));
    let asked = Evaluation {
        pred: match how & 3 {
            0 => None,
            _ => pred.or_else(|| Some(gold.clone())),
        },
        raw: how & 4 == 4,
        absolute_dates: how & 8 == 8,
        case: (how & 16 == 16).then_some(Case::Upper),
        train: (how & 32 == 32).then(|| gold.clone()),
        ..Evaluation::new(task, &gold)
    };
    match asked.run(&Shipped) {
        Ok(report) => assert_shares(&report),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
    if task == Task::Triples
        && let Ok(newsgraph_eval::triples::GoldTriples::Carb(gold)) =
            newsgraph_eval::triples::read(&asked.gold)
    {
        assert_shares(&newsgraph_eval::triples::score(&gold, &gold));
    }
}

/// No share is below nothing or above all.
fn assert_shares(report: &Report) {
    for (name, row) in report.rows() {
        for share in [row.precision(), row.recall(), row.f1()] {
            assert!((0.0..=1.0 + 1e-9).contains(&share), "{name}: {share}");
        }
    }
    for name in FIGURES {
        let figure = report.figure(name).unwrap_or_default();
        assert!((0.0..=1.0 + 1e-9).contains(&figure), "{name}: {figure}");
    }
    assert!(!report.to_string().is_empty());
}

/// Figures that are shares.
const FIGURES: [&str; 9] = [
    "conll average",
    "speaker",
    "false",
    "shown",
    "direct",
    "mixed",
    "indirect",
    "speech",
    "thought",
];

/// A file of this process with some bytes.
fn written(name: &str, ending: &str, bytes: &[u8]) -> PathBuf {
    let name = format!("newsgraph-fuzz-{}-{name}.{ending}", std::process::id());
    let path = std::env::temp_dir().join(name);
    std::fs::write(&path, bytes).expect("the folder for temporary files can be written");
    path
}
