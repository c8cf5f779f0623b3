use newsgraph_datafusion::datafusion::common::DataFusionError;

/// What the engine says where a scheduler or an executor has no codec of ours.
const UNKNOWN: [&str; 3] = [
    "PhysicalExtensionCodec is not provided",
    "LogicalExtensionCodec is not provided",
    "task could not be prepared or was rejected by executor",
];
/// What stands before the cause of a task that failed.
const TASK: &str = "Task failed due to";

/// The error of a query on a cluster, in words: what a task failed of, and what to do where a process does not know the functions.
pub fn explained(error: DataFusionError) -> DataFusionError {
    let words = error.to_string();
    if UNKNOWN.iter().any(|unknown| words.contains(unknown)) {
        return error.context(
            "a scheduler or an executor does not know the functions of newsgraph: start each with `newsgraph-cluster scheduler` or \
             `newsgraph-cluster executor`",
        );
    }
    let cause = words.split_once(TASK).map(|(_, cause)| quoted(cause));
    match cause {
        Some(cause) if !cause.is_empty() => DataFusionError::Execution(cause.join(": ")),
        _ => error,
    }
}

/// What stands in quotation marks, which executors send as Rust writes it.
fn quoted(words: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut chars = words.chars();
    while chars.by_ref().any(|c| c == '"') {
        let mut part = String::new();
        while let Some(c) = chars.next().filter(|c| *c != '"') {
            match c {
                '\\' => match chars.next() {
                    Some('n') => part.push('\n'),
                    Some(other) => part.push(other),
                    None => {}
                },
                c => part.push(c),
            }
        }
        found.push(part);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cause_of_a_task_is_told_in_words() {
        let sent = r#"Job 7 failed: Task failed due to runtime execution error: DataFusionError(Context("quotes", Execution("found \"Monday\"")))"#;
        let error = explained(DataFusionError::Execution(sent.to_owned()));
        assert_eq!(
            error.strip_backtrace(),
            "Execution error: quotes: found \"Monday\""
        );
        let other = DataFusionError::Execution("Job 7 failed: no executor".to_owned());
        assert_eq!(
            explained(other).strip_backtrace(),
            "Execution error: Job 7 failed: no executor"
        );
    }
}
