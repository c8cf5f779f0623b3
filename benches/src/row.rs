//! Measures that are no times of criterion, as rows.

use std::fmt::Display;

/// Prints measures, a row each: `group`, `name`, `value` and `unit`, as a table or as JSON Lines.
#[derive(Debug)]
pub struct Rows {
    json: bool,
    filter: Option<String>,
}

impl Rows {
    /// What the command line asks for: JSON where `--json` stands, and only rows whose `group/name` holds its first
    /// word that belongs to no option. Options of criterion change nothing.
    pub fn from_command_line() -> Self {
        Self::of(std::env::args().skip(1))
    }

    fn of(arguments: impl Iterator<Item = String>) -> Self {
        const WITH_VALUE: [&str; 3] = ["--baseline", "--baseline-lenient", "--save-baseline"];
        let mut rows = Self {
            json: false,
            filter: None,
        };
        let mut arguments = arguments;
        while let Some(argument) = arguments.next() {
            if argument == "--json" {
                rows.json = true;
            } else if WITH_VALUE.contains(&argument.as_str()) {
                arguments.next();
            } else if !argument.starts_with('-') {
                rows.filter.get_or_insert(argument);
            }
        }
        rows
    }

    /// Whether a row is asked for.
    pub fn wants(&self, group: &str, name: &str) -> bool {
        let full = format!("{group}/{name}");
        self.filter.as_ref().is_none_or(|part| full.contains(part))
    }

    /// Prints a row, if it is asked for.
    pub fn print(&self, group: &str, name: &str, value: impl Display, unit: &str) {
        if !self.wants(group, name) {
            return;
        }
        if self.json {
            println!(r#"{{"group":"{group}","name":"{name}","value":{value},"unit":"{unit}"}}"#);
        } else {
            println!("{:44} {value:>14} {unit}", format!("{group}/{name}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(arguments: &str) -> Rows {
        Rows::of(arguments.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn options_of_criterion_are_no_filter() {
        let rows = rows("--bench --save-baseline before --json memory/corpus");
        assert!(rows.json);
        assert!(rows.wants("memory", "corpus"));
        assert!(!rows.wants("start", "load"));
    }

    #[test]
    fn every_row_is_wanted_without_a_filter() {
        assert!(rows("--bench --baseline before").wants("start", "load"));
    }
}
