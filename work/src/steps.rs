//! The counters of the compiled code: one for each block, which tells how often it has run.

unsafe extern "C" {
    fn __llvm_profile_begin_counters() -> *const u64;
    fn __llvm_profile_end_counters() -> *const u64;
}

/// How often each block of code has run so far.
pub(crate) fn now() -> Vec<u64> {
    // SAFETY: the two are of the runtime that `-C instrument-coverage` links, and bound the table of all counters,
    // which lives as long as the program. Only this thread runs.
    unsafe {
        let (begin, end) = (
            __llvm_profile_begin_counters(),
            __llvm_profile_end_counters(),
        );
        std::slice::from_raw_parts(begin, end.offset_from_unsigned(begin)).to_vec()
    }
}

/// How often each block has run between two times.
pub(crate) fn between(before: &[u64], after: &[u64]) -> Vec<u64> {
    before
        .iter()
        .zip(after)
        .map(|(before, after)| after.wrapping_sub(*before))
        .collect()
}
