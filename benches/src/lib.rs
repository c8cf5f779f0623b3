//! The text that the benches read.

use std::fmt::Write as _;

/// News text of about `bytes` bytes: the article's paragraphs, again and again, each set apart by a
/// numbered line so that no two copies are the same document.
pub fn news(bytes: usize) -> String {
    let article = include_str!("../../examples/data/article.txt");
    let mut text = String::with_capacity(bytes + article.len());
    let mut copy = 0;
    while text.len() < bytes {
        copy += 1;
        text.push_str(article);
        let _ = write!(text, "\n\nReport number {copy} ends here.\n\n");
    }
    text
}
