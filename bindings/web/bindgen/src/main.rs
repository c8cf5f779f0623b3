//! Writes the JavaScript, the types and the WebAssembly that a page loads, from what Rust's compiler made:
//! `newsgraph-web-bindgen FILE.wasm FOLDER`. It is a program of this workspace, so that the lock file keeps its version
//! equal to that of the library, and nothing has to be installed.

use anyhow::{Context, Result};
use std::env::args_os;
use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<()> {
    let mut arguments = args_os().skip(1);
    let usage = "expected newsgraph-web-bindgen FILE.wasm FOLDER";
    let (file, folder) = arguments.next().zip(arguments.next()).context(usage)?;
    Bindgen::new()
        .input_path(file)
        .web(true)?
        .out_name("newsgraph")
        .omit_default_module_path(false)
        .typescript(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(folder)
}
