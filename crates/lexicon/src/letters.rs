//! Letters: what of a spelling two words need not share.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The characters of a text in small letters, without accents and other forms of letters (NFKD); letters that Unicode does not take
/// apart are written with plain ones, "ß" as "ss". What is no letter stays.
///
/// ```
/// let plain: String = newsgraph_lexicon::plain_letters("Škoda’s Straße № 5").collect();
/// assert_eq!(plain, "skoda’s strasse no 5");
/// ```
pub fn plain_letters(text: &str) -> impl Iterator<Item = char> {
    // What is plain already, as most of English is, is not taken apart.
    let (plain, other) = if text.is_ascii() {
        (text, "")
    } else {
        ("", text)
    };
    let plain = plain.chars().map(|c| c.to_ascii_lowercase());
    let other = other
        .nfkd()
        .filter(|&c| !is_combining_mark(c))
        .flat_map(char::to_lowercase)
        .filter(|&c| !is_combining_mark(c))
        .flat_map(|small| {
            let spelled = spelled(small);
            let itself = spelled.is_empty().then_some(small);
            spelled.chars().chain(itself)
        });
    plain.chain(other)
}

/// A small letter that Unicode does not take apart in plain ones; nothing for other characters.
fn spelled(small: char) -> &'static str {
    match small {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'ı' => "i",
        _ => "",
    }
}
