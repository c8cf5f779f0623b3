//! Ways in which a quote is altered, harmless and harmful.

use newsgraph::document::{Document, Label, MentionKind, Span, Upos};

/// A quote's words with what a reader of its article could put in their place.
pub(super) struct Words<'a> {
    document: &'a Document,
    /// The words of the quote, without its marks.
    pub(super) span: Span,
    /// Their positions among the document's.
    tokens: std::ops::Range<usize>,
    /// Tells which of several places is taken.
    seed: usize,
}

/// Words that deny or limit what is said.
const TURNS: [&str; 20] = [
    "not", "n't", "n’t", "never", "no", "nor", "neither", "nobody", "none", "nothing", "without",
    "if", "unless", "whether", "until", "except", "hardly", "barely", "cannot", "rarely",
];
const MODALS: [(&str, &str); 9] = [
    ("may", "will"),
    ("might", "will"),
    ("will", "may"),
    ("could", "must"),
    ("can", "must"),
    ("must", "may"),
    ("should", "will"),
    ("would", "must"),
    ("shall", "may"),
];
/// A pronoun, and one of another person in its place.
const PERSONS: [(&str, &str); 10] = [
    ("i", "he"),
    ("we", "they"),
    ("us", "them"),
    ("me", "him"),
    ("our", "their"),
    ("my", "his"),
    ("they", "we"),
    ("them", "us"),
    ("he", "I"),
    ("she", "I"),
];
/// A preposition, and another in its place.
const RELATING: [(&str, &str); 7] = [
    ("from", "to"),
    ("into", "from"),
    ("for", "from"),
    ("with", "for"),
    ("by", "for"),
    ("on", "from"),
    ("at", "from"),
];
const PRONOUNS: [&str; 6] = ["he", "she", "they", "him", "her", "them"];

impl<'a> Words<'a> {
    pub(super) fn new(document: &'a Document, span: Span, seed: usize) -> Option<Self> {
        let tokens = document.tokenized().ok()?.tokens_in(span);
        (tokens.len() >= 6).then_some(Self {
            document,
            span,
            tokens,
            seed,
        })
    }

    pub(super) fn text(&self) -> &'a str {
        &self.document.text()[self.span]
    }

    fn word(&self, at: usize) -> &'a str {
        let tokens = self.document.tokens().unwrap_or_default();
        &self.document.text()[tokens[at].span]
    }

    fn place(&self, at: usize) -> Span {
        self.document.tokens().unwrap_or_default()[at].span
    }

    fn upos(&self, at: usize) -> Option<Upos> {
        self.document.syntax().ok().map(|syntax| syntax.upos(at))
    }

    fn turns(&self, at: usize) -> bool {
        TURNS.contains(&&*self.word(at).to_lowercase())
    }

    fn has_turn(&self, mut tokens: std::ops::Range<usize>) -> bool {
        tokens.any(|at| {
            self.turns(at)
                || MODALS
                    .iter()
                    .any(|(m, _)| *m == self.word(at).to_lowercase())
        })
    }

    /// The words with something in the place of some of them.
    fn with(&self, place: Span, instead: &str) -> String {
        let text = self.document.text();
        let before = &text[self.span.start()..place.start()];
        let after = &text[place.end()..self.span.end()];
        let whole = format!("{before}{instead}{after}");
        whole.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// One of the places that pass.
    fn chosen(&self, passes: impl Fn(usize) -> bool) -> Option<usize> {
        let all: Vec<usize> = self.tokens.clone().filter(|&at| passes(at)).collect();
        all.get(self.seed % all.len().max(1)).copied()
    }

    /// One word of the matter is another.
    pub(super) fn word_changed(&self) -> Option<String> {
        let is_matter = |at: usize| {
            matches!(self.upos(at), Some(Upos::Noun | Upos::Verb | Upos::Adj))
                && self.word(at).chars().count() >= 5
        };
        let at = self.chosen(is_matter)?;
        let syntax = self.document.syntax().ok()?;
        let others: Vec<usize> = (0..syntax.len())
            .filter(|&other| {
                syntax.xpos(other) == syntax.xpos(at)
                    && is_matter(other)
                    && syntax.lemma(other) != syntax.lemma(at)
                    && self.word(other).chars().all(char::is_lowercase)
            })
            .collect();
        let other = others.get(self.seed.wrapping_mul(7) % others.len().max(1))?;
        Some(self.with(self.place(at), self.word(*other)))
    }

    pub(super) fn denial_dropped(&self) -> Option<String> {
        let at = self.chosen(|at| {
            matches!(
                &*self.word(at).to_lowercase(),
                "not" | "n't" | "n’t" | "never"
            )
        })?;
        let before = at
            .checked_sub(1)
            .map(|before| self.word(before).to_lowercase());
        // "ca|n't" and "wo|n't" would leave no word.
        match before.as_deref() {
            Some("ca") => Some(self.with(self.place(at - 1).cover(self.place(at)), "can")),
            Some("wo") => Some(self.with(self.place(at - 1).cover(self.place(at)), "will")),
            _ => Some(self.with(self.place(at), "")),
        }
    }

    pub(super) fn denial_added(&self) -> Option<String> {
        if self.tokens.clone().any(|at| self.turns(at)) {
            return None;
        }
        let verbs = [
            "is", "are", "was", "were", "will", "can", "would", "should", "could", "may", "must",
        ];
        let at = self.chosen(|at| verbs.contains(&&*self.word(at).to_lowercase()))?;
        Some(self.with(self.place(at), &format!("{} not", self.word(at))))
    }

    pub(super) fn number_changed(&self) -> Option<String> {
        let numbers = [
            "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve",
            "twenty",
        ];
        let is_number = |at: usize| {
            self.word(at).starts_with(|c: char| c.is_ascii_digit())
                || numbers.contains(&self.word(at))
        };
        let at = self.chosen(is_number)?;
        let word = self.word(at);
        let other: String = if word.starts_with(|c: char| c.is_ascii_digit()) {
            let first = word.chars().next()?.to_digit(10)?;
            format!("{}{}", first % 9 + 1, &word[1..])
        } else {
            let own = numbers.iter().position(|number| *number == word)?;
            numbers[(own + 1 + self.seed % 9) % numbers.len()].to_owned()
        };
        Some(self.with(self.place(at), &other))
    }

    pub(super) fn name_swapped(&self) -> Option<String> {
        let mentions = self.document.mentions().ok()?;
        let labels = [Label::PERSON, Label::LOCATION, Label::ORGANIZATION];
        let named = |label: &Label, kind: MentionKind| {
            labels.contains(label) && kind == MentionKind::Proper
        };
        let own: Vec<_> = mentions
            .iter()
            .filter(|m| self.span.contains(m.span) && named(&m.label, m.kind))
            .collect();
        let own = own.get(self.seed % own.len().max(1))?;
        let text = self.document.text();
        let has = |span: Span| {
            text[self.span].contains(&text[span]) || text[span].contains(&text[own.span])
        };
        let others: Vec<_> = mentions
            .iter()
            .filter(|m| m.label == own.label && named(&m.label, m.kind) && !has(m.span))
            .collect();
        let other = others.get(self.seed % others.len().max(1))?;
        Some(self.with(own.span, &text[other.span]))
    }

    pub(super) fn modal_changed(&self) -> Option<String> {
        let instead = |at: usize| {
            let word = self.word(at).to_lowercase();
            MODALS
                .iter()
                .find(|(own, _)| *own == word)
                .map(|(_, other)| *other)
        };
        // "can't" is no "can" that could be told otherwise.
        let at = self.chosen(|at| {
            instead(at).is_some()
                && self.upos(at) == Some(Upos::Aux)
                && self.place(at).len() == self.word(at).len()
        })?;
        Some(self.with(self.place(at), instead(at)?))
    }

    /// A pronoun is of another person.
    pub(super) fn person_changed(&self) -> Option<String> {
        let is_whole = |at: usize| {
            self.upos(at) == Some(Upos::Pron)
                && self.document.text()[self.place(at).end()..].starts_with(' ')
        };
        self.replaced(&PERSONS, is_whole)
    }

    /// A preposition is another.
    pub(super) fn preposition_changed(&self) -> Option<String> {
        self.replaced(&RELATING, |at| self.upos(at) == Some(Upos::Adp))
    }

    /// A word that passes with that of a table in its place, and its capital.
    fn replaced(&self, table: &[(&str, &str)], passes: impl Fn(usize) -> bool) -> Option<String> {
        let instead = |at: usize| {
            let word = self.word(at).to_lowercase();
            let row = table.iter().find(|(own, _)| *own == word);
            row.map(|(_, other)| *other)
        };
        let at = self.chosen(|at| instead(at).is_some() && passes(at))?;
        let other = instead(at)?;
        let is_first = at == self.tokens.start;
        let first = other.chars().next()?;
        let rest = &other[first.len_utf8()..];
        let other = if is_first {
            format!("{}{rest}", first.to_ascii_uppercase())
        } else {
            other.to_owned()
        };
        Some(self.with(self.place(at), &other))
    }

    /// The start of these words with the end of others.
    pub(super) fn joined(&self, other: &Self) -> Option<String> {
        let half = |words: &Self| words.tokens.start + words.tokens.len() / 2;
        let (own, end) = (self.place(half(self)), other.place(half(other)));
        let text = self.document.text();
        let rest = &other.document.text()[end.start()..other.span.end()];
        let start = text[self.span.start()..own.start()].trim_end();
        (other.tokens.len() >= 8 && self.tokens.len() >= 8).then(|| format!("{start} {rest}"))
    }

    /// What is left where the words that turn the sense are cut off.
    pub(super) fn cut(&self) -> Option<String> {
        let first = self.word(self.tokens.start).to_lowercase();
        let text = self.document.text();
        let end = self.span.end();
        let rest = |from: usize| -> Option<String> {
            let left = self.tokens.end.checked_sub(from)?;
            let rest = &text[self.place(from).start()..end];
            (left >= 5).then(|| rest.to_owned())
        };
        let first_stop = self
            .tokens
            .clone()
            .find(|&at| matches!(self.word(at), "." | "!" | "?"))
            .unwrap_or(self.tokens.end);
        if first == "if" || first == "unless" {
            let comma = (self.tokens.start..first_stop).find(|&at| self.word(at) == ",")?;
            return rest(comma + 1);
        }
        let stance = ["think", "believe", "say", "know", "expect"];
        let denied = (self.tokens.start..first_stop).find(|&at| {
            at > self.tokens.start
                && stance.contains(&self.word(at))
                && matches!(
                    &*self.word(at - 1).to_lowercase(),
                    "n't" | "n’t" | "not" | "never"
                )
        });
        if let Some(at) = denied {
            let that = usize::from(at + 1 < self.tokens.end && self.word(at + 1) == "that");
            return rest(at + 1 + that);
        }
        let late = (self.tokens.start + 5..first_stop)
            .find(|&at| matches!(self.word(at), "if" | "unless"))?;
        let kept = &text[self.span.start()..self.place(late).start()];
        Some(kept.trim_end_matches([' ', ',']).to_owned())
    }

    /// A part of the words that says the same: what stands after a comma, or before one.
    pub(super) fn part(&self) -> Option<String> {
        let commas: Vec<usize> = self
            .tokens
            .clone()
            .filter(|&at| self.word(at) == ",")
            .collect();
        let comma = commas.get(self.seed % commas.len().max(1))?;
        let (before, after) = (self.tokens.start..*comma, comma + 1..self.tokens.end);
        let text = self.document.text();
        let whole = self.has_turn(self.tokens.clone());
        if !whole && after.len() >= 6 {
            return Some(text[self.place(after.start).start()..self.span.end()].to_owned());
        }
        (!whole && before.len() >= 6)
            .then(|| text[self.span.start()..self.place(*comma).start()].to_owned())
    }

    /// Some words left out, with an ellipsis in their place.
    pub(super) fn ellipsis(&self) -> Option<String> {
        let len = self.tokens.len();
        if len < 14 {
            return None;
        }
        let from = self.tokens.start + 4 + self.seed % 3;
        let to = from + 3 + self.seed % 4;
        if to + 4 > self.tokens.end || self.has_turn(from..to) || self.has_turn(to..to + 1) {
            return None;
        }
        let cut = self.place(from).cover(self.place(to - 1));
        // No sentence ends in what is left out, and no word is cut in two.
        let text = self.document.text();
        if text[cut].contains(['.', '?', '!']) || !text[cut.end()..].starts_with(' ') {
            return None;
        }
        Some(self.with(cut, ["...", "…", "[...]"][self.seed % 3]))
    }

    /// A pronoun with the name in brackets in its place.
    pub(super) fn brackets(&self) -> Option<String> {
        let ends = |at: usize| self.document.text()[self.place(at).end()..].starts_with(' ');
        let at = self.chosen(|at| PRONOUNS.contains(&self.word(at)) && ends(at))?;
        Some(self.with(self.place(at), "[the official]"))
    }

    /// The first letter in brackets, as where a quote goes on in a sentence.
    pub(super) fn first_letter(&self) -> Option<String> {
        let text = self.text();
        let first = text.chars().next().filter(char::is_ascii_uppercase)?;
        let rest = &text[1..];
        let small = first.to_ascii_lowercase();
        let is_word = rest.starts_with(|c: char| c.is_ascii_lowercase());
        is_word.then(|| {
            if self.seed.is_multiple_of(2) {
                format!("[{small}]{rest}")
            } else {
                format!("{small}{rest}")
            }
        })
    }

    /// The words as another tells them: other persons, the past, and words of like meaning.
    pub(super) fn told(&self, synonyms: &[(String, String)]) -> (String, usize) {
        let mut out = String::new();
        let mut changed = 0;
        let mut end = self.span.start();
        let text = self.document.text();
        for at in self.tokens.clone() {
            let place = self.place(at);
            let word = self.word(at);
            out += &text[end.min(place.start())..place.start()];
            end = place.end();
            let small = word.to_lowercase();
            let synonym = || {
                let found = synonyms.iter().find(|(own, _)| *own == small)?;
                Some(&*found.1)
            };
            let next = self
                .tokens
                .contains(&(at + 1))
                .then(|| self.word(at + 1).to_lowercase());
            let is_denied = next.is_some_and(|next| next == "n't" || next == "n’t");
            if let Some(other) = shifted(&small).filter(|_| !is_denied) {
                out += other;
            } else if let Some(other) = synonym() {
                out += other;
                changed += 1;
            } else if at == self.tokens.start && self.upos(at) != Some(Upos::Propn) && word != "I" {
                out += &small;
            } else {
                out += word;
            }
        }
        (out.trim_end_matches(['.', ',', ' ']).to_owned(), changed)
    }

    /// The first sentence alone.
    pub(super) fn first_sentence(mut self) -> Option<Self> {
        let stop = self
            .tokens
            .clone()
            .find(|&at| matches!(self.word(at), "." | "!" | "?"));
        if let Some(stop) = stop {
            self.span = Span::new(self.span.start(), self.place(stop).start());
            self.tokens.end = stop;
        }
        (self.tokens.len() >= 6).then_some(self)
    }
}

/// The word of a report for one that was said.
fn shifted(word: &str) -> Option<&'static str> {
    Some(match word {
        "i" => "he",
        "me" => "him",
        "my" => "his",
        "myself" => "himself",
        "we" => "they",
        "us" => "them",
        "our" => "their",
        "ours" => "theirs",
        "ourselves" => "themselves",
        "am" | "is" => "was",
        "are" => "were",
        "'m" | "’m" => " was",
        "'re" | "’re" => " were",
        "'ve" | "’ve" => " had",
        "'ll" | "’ll" => " would",
        "has" | "have" => "had",
        "will" => "would",
        "can" => "could",
        "may" => "might",
        "do" | "does" => "did",
        "today" => "that day",
        "tomorrow" => "the next day",
        "now" => "then",
        _ => return None,
    })
}
