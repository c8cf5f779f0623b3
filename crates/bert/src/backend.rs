//! Calls of libtorch.

use crate::BertError;
use std::any::Any;
use std::fmt::Display;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Calls libtorch. Where it throws, tch panics with its message; that becomes an error.
pub(crate) fn guarded<T, E: Display>(
    during: &'static str,
    call: impl FnOnce() -> Result<T, E>,
) -> Result<T, BertError> {
    let message = match catch_unwind(AssertUnwindSafe(call)) {
        Ok(Ok(value)) => return Ok(value),
        Ok(Err(error)) => error.to_string(),
        Err(panic) => message(&*panic),
    };
    Err(BertError::Backend { during, message })
}

/// What a panic said.
pub(crate) fn message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
    text.unwrap_or("no message").to_owned()
}
