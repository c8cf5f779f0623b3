//! [`newsgraph_fuzz::verify`] under `cargo fuzz`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| newsgraph_fuzz::verify::check(data));
