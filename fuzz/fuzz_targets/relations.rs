//! [`newsgraph_fuzz::relations`] under `cargo fuzz`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| newsgraph_fuzz::relations::check(data));
