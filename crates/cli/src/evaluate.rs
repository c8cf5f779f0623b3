use crate::args::{CaseName, EvaluateArguments, EvaluateTask};
use crate::{Outcome, standard};
use anyhow::Result;
use newsgraph_eval::evaluate::{Case, Evaluation, Shipped, Task};
use std::fmt::Write;

pub(crate) fn run(arguments: &EvaluateArguments) -> Result<Outcome> {
    let shipped = Shipped {
        names: arguments.model.0.clone(),
        ..Shipped::embedded()
    };
    let report = evaluation(arguments).run(&shipped)?;
    let mut out = String::new();
    if arguments.errors {
        for error in report.errors() {
            writeln!(out, "{error}")?;
        }
    }
    write!(out, "{report}")?;
    standard::print(&out)?;
    Ok(Outcome::Done)
}

fn evaluation(arguments: &EvaluateArguments) -> Evaluation {
    let task = match arguments.task {
        EvaluateTask::Ner => Task::Ner,
        EvaluateTask::Tokens => Task::Tokens,
        EvaluateTask::Syntax => Task::Syntax,
        EvaluateTask::Quotes => Task::Quotes,
        EvaluateTask::Coref => Task::Coref,
        EvaluateTask::Identity => Task::Identity,
        EvaluateTask::Relations => Task::Relations,
        EvaluateTask::Triples => Task::Triples,
        EvaluateTask::Facts => Task::Facts,
    };
    Evaluation {
        pred: arguments.pred.clone(),
        train: arguments.train.clone(),
        case: arguments.case.map(|case| match case {
            CaseName::Lower => Case::Lower,
            CaseName::Upper => Case::Upper,
        }),
        absolute_dates: arguments.absolute_dates,
        genre: arguments.genre.clone(),
        raw: arguments.raw,
        ..Evaluation::new(task, &arguments.gold)
    }
}
