use newsgraph_datafusion::datafusion::common::DataFusionError;

/// What the engine says where a scheduler or an executor has no codec of ours.
const UNKNOWN: [&str; 3] = [
    "PhysicalExtensionCodec is not provided",
    "LogicalExtensionCodec is not provided",
    "task could not be prepared or was rejected by executor",
];

/// The error of a query, with what to do where a process of the cluster does not know the functions.
pub fn explained(error: DataFusionError) -> DataFusionError {
    let words = error.to_string();
    if UNKNOWN.iter().any(|unknown| words.contains(unknown)) {
        return error.context(
            "a scheduler or an executor does not know the functions of newsgraph: start each with `newsgraph-cluster scheduler` or \
             `newsgraph-cluster executor`",
        );
    }
    error
}
