//! Colours, on a terminal that shows them.

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};
use newsgraph_export::TextStyles;
use std::fmt::Display;
use std::io;

/// Whether what is printed has colours: on a terminal, but with `NO_COLOR` or a terminal that knows none; with
/// `CLICOLOR_FORCE` always.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Paint {
    shows: bool,
}

const HEADING: Style = Style::new().bold();
const NAME: Style = AnsiColor::Cyan.on_default().bold();
const QUOTE: Style = AnsiColor::Green.on_default();
const FAINT: Style = Style::new().dimmed();
const LOST: Style = AnsiColor::Red.on_default();
const GAINED: Style = AnsiColor::Green.on_default();
const CHANGED: Style = AnsiColor::Yellow.on_default();

impl Paint {
    /// That of standard output.
    pub(crate) fn of_stdout() -> Self {
        Self {
            shows: AutoStream::choice(&io::stdout()) != ColorChoice::Never,
        }
    }

    /// The styles of a text report.
    pub(crate) fn styles(self) -> TextStyles {
        let mut styles = TextStyles::default();
        if self.shows {
            let around =
                |style: Style| [style.render().to_string(), style.render_reset().to_string()];
            styles.heading = around(HEADING);
            styles.name = around(NAME);
            styles.quote = around(QUOTE);
            styles.source = around(FAINT);
        }
        styles
    }

    fn on(self, style: Style, text: impl Display) -> String {
        if self.shows {
            format!("{style}{text}{style:#}")
        } else {
            text.to_string()
        }
    }

    pub(crate) fn heading(self, text: impl Display) -> String {
        self.on(HEADING, text)
    }

    pub(crate) fn name(self, text: impl Display) -> String {
        self.on(NAME, text)
    }

    pub(crate) fn quote(self, text: impl Display) -> String {
        self.on(QUOTE, text)
    }

    pub(crate) fn faint(self, text: impl Display) -> String {
        self.on(FAINT, text)
    }

    pub(crate) fn lost(self, text: impl Display) -> String {
        self.on(LOST, text)
    }

    pub(crate) fn gained(self, text: impl Display) -> String {
        self.on(GAINED, text)
    }

    pub(crate) fn changed(self, text: impl Display) -> String {
        self.on(CHANGED, text)
    }
}
