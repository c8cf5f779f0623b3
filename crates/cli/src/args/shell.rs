use clap::Args;
use clap_complete::Shell;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct CompletionsArguments {
    /// The shell.
    #[arg(value_enum)]
    pub(crate) shell: Shell,
}

#[derive(Debug, Args)]
pub(crate) struct ManArguments {
    /// A folder for a page of the command and one of each subcommand [default: the command's page, on standard
    /// output].
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
}
