//! What shells and `man` read of the command.

use crate::args::{Arguments, CompletionsArguments, ManArguments};
use crate::{Outcome, standard};
use anyhow::{Context, Result};
use clap::CommandFactory;
use clap_mangen::Man;
use std::fs;

/// Prints the completions of a shell.
pub(crate) fn completions(arguments: &CompletionsArguments) -> Result<Outcome> {
    let mut out = Vec::new();
    let mut command = Arguments::command();
    clap_complete::generate(arguments.shell, &mut command, "newsgraph", &mut out);
    standard::print(&String::from_utf8(out)?)?;
    Ok(Outcome::Done)
}

/// Prints the page of the command, or writes those of all subcommands into a folder.
pub(crate) fn man(arguments: &ManArguments) -> Result<Outcome> {
    let command = Arguments::command();
    let Some(folder) = &arguments.out else {
        let mut out = Vec::new();
        Man::new(command).render(&mut out)?;
        standard::print(&String::from_utf8(out)?)?;
        return Ok(Outcome::Done);
    };
    let option = || format!("--out {}", folder.display());
    fs::create_dir_all(folder).with_context(|| format!("{}: could not be made", option()))?;
    clap_mangen::generate_to(command, folder)
        .with_context(|| format!("{}: could not be written", option()))?;
    Ok(Outcome::Done)
}
