/// Whether a word is a dash, or a hyphen that stands for one: "-", "--", "–", "—", "―".
pub fn is_dash(word: &str) -> bool {
    matches!(word, "-" | "--" | "–" | "—" | "―")
}
