//! What JavaScript sees where the library has a fault of its own.

use std::panic::set_hook;
use wasm_bindgen::prelude::*;
use wasm_bindgen::throw_str;

/// Makes a panic an error that says what to do, in place of "unreachable executed".
#[wasm_bindgen(start)]
fn start() {
    set_hook(Box::new(|fault| {
        throw_str(&format!(
            "newsgraph has met a fault of its own: {fault}. Please report it, with the text"
        ))
    }));
}
