use super::Arguments;
use anyhow::Result;

pub(super) fn train(_arguments: &Arguments) -> Result<()> {
    Ok(())
}
