use std::error::Error;
use std::fmt;

/// How many letters of a text stand for it in an error.
const SHOWN: usize = 40;

/// A text that could not be read: which one, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unread {
    /// The id of its document, the place of its row, or its first words.
    pub(crate) text: String,
    pub(crate) reason: String,
}

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.text, self.reason)
    }
}

impl Error for Unread {}

impl Unread {
    /// The text of a document that has an id.
    pub(crate) fn of_id(id: &str, reason: String) -> Self {
        let text = format!("document {id:?}");
        Self { text, reason }
    }

    /// A text without an id: its first words tell which it is.
    pub(crate) fn of_text(text: &str, reason: String) -> Self {
        let mut letters = text.chars();
        let mut start: String = letters.by_ref().take(SHOWN).collect();
        if letters.next().is_some() {
            start.push('…');
        }
        let text = format!("the text {start:?}");
        Self { text, reason }
    }

    /// The same with the name of the function that is to read it.
    pub(crate) fn asked_by(mut self, function: &str) -> Self {
        self.text = format!("{function}: {}", self.text);
        self
    }
}

/// An error with all that caused it, in one line.
pub(crate) fn with_causes(error: &dyn Error) -> String {
    let causes = std::iter::successors(error.source(), |&error| error.source());
    causes.fold(error.to_string(), |told, cause| format!("{told}: {cause}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_told_by_its_beginning() {
        let unread = Unread::of_text(&"Zoë left.\n".repeat(9), "too late".to_owned());
        let begins = "Zoë left.\\n".repeat(4);
        assert_eq!(
            unread.to_string(),
            format!("the text \"{begins}…\": too late")
        );
        let short = Unread::of_text("Ann left.", "too late".to_owned());
        assert_eq!(short.to_string(), "the text \"Ann left.\": too late");
    }

    #[test]
    fn causes_follow_one_another() {
        let cause = "2024-02-30".parse::<newsgraph::document::Date>();
        let error = cause.map_err(newsgraph_input::Fault::Date).unwrap_err();
        let told = with_causes(&error);
        assert!(told.starts_with("the row's \"date\": "), "{told}");
        assert!(told.contains("2024-02-30"), "{told}");
    }
}
