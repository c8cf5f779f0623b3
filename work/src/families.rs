//! Hostile texts: families that grow to any size.

/// Text of about so many bytes.
type Make = fn(usize) -> String;

/// A name and what makes the text.
pub(crate) type Family = (&'static str, Make);

/// A family that repeats one piece.
macro_rules! repeated {
    ($($name:literal: $piece:expr),* $(,)?) => {
        &[$(($name, |bytes| repeat($piece, bytes))),*]
    };
}

/// A family whose pieces are told by their number.
macro_rules! numbered {
    ($($name:literal: $piece:expr),* $(,)?) => {
        &[$(($name, |bytes| number($piece, bytes))),*]
    };
}

const MARKS: &[Family] = repeated! {
    "double opening": "“",
    "double opening, spaced": "“ ",
    "double opening, words": "“word ",
    "straight": "\"",
    "straight, spaced": "\" ",
    "straight, words": "\"word ",
    "straight, said": "\"Yes, said Ann Lee. ",
    "single opening": "‘",
    "single opening, words": "‘word ",
    "apostrophes": "'",
    "apostrophes, words": "'word ",
    "guillemets": "«",
    "guillemets, words": "«mot ",
    "low marks": "„word ",
    "comma": ",",
    "two backticks": "`` word ",
    "parentheses": "(",
    "parentheses, words": "(word ",
    "brackets": "[word ",
    "braces": "{word ",
    "closing double": "”",
    "closing double, words": "word” ",
    "closing single": "word’ ",
    "closing parentheses": "word) ",
    "alternating": "“word” ",
    "alternating, close": "“”",
    "wrong way round": "”word“ ",
    "two kinds": "“word ‘word ",
    "two kinds closed": "“word ‘word’ ”",
    "mixed kinds": "“ \" « ‘ ' ( [ ",
    "two apostrophes": "''word'' ",
    "said in marks": "“Yes,” said Ann Lee. ",
    "one mark a sentence": "“Ann Lee said so. ",
    "one mark a paragraph": "“Ann Lee said so.\n\n",
    "one mark a line": "“Ann Lee said so.\n",
    "a straight mark a paragraph": "\"Ann Lee said so.\n\n",
    "closing mark a sentence": "Ann Lee said so.” ",
    "ellipsis in a quote": "“We … ” ",
    "scare quotes": "the “so-called” plan ",
};

const WORDS: &[Family] = repeated! {
    "one sentence": "word ",
    "one sentence of nouns": "steel mill worker union ",
    "one word": "a",
    "one word, capital": "A",
    "one word, letters and digits": "a1",
    "commas, spaced": ", ",
    "periods": ".",
    "periods, spaced": ". ",
    "question marks": "?!",
    "dashes": "—",
    "dashes, words": "word — ",
    "ellipses": "… ",
    "newlines": "\n",
    "returns": "\r\n",
    "spaces": " ",
    "hard spaces": "\u{a0}",
    "tabs": "a\t",
    "zeros": "\0",
    "zeros, words": "word\0 ",
    "said": "said ",
    "said, stops": "said. ",
    "he": "he ",
    "he said": "he said ",
    "he said that": "he said that ",
    "they": "They said they would. ",
    "one name": "Ann Lee ",
    "one name, commas": "Ann Lee, ",
    "one name, stops": "Ann Lee. ",
    "one name, and": "Ann Lee and ",
    "one name, said": "Ann Lee said. ",
    "surname": "Mr. Lee left. ",
    "according to": "according to ",
    "according to her": "according to Ann Lee, ",
    "that": "that ",
    "and": "and ",
    "who": "who ",
    "of": "the head of ",
    "of the": "of the ",
    "genitives": "Ann's ",
    "because": "because he left ",
    "to": "wants to ",
    "not": "not ",
    "relative clauses": "the man who said that ",
    "appositions": "Ann Lee, the head of Norvik, ",
    "heads": "Ann Lee is the head of Norvik. ",
    "married": "Ann Lee is married to Bo Ek. ",
    "born": "born in Norvik ",
    "roles": "chairman president director ",
    "president": "President ",
    "company": "Norvik Inc. ",
    "abbreviations": "U.S. ",
    "initials": "A. ",
    "titles": "Mr. Dr. Mrs. ",
    "questions and answers": "Q: Why? A: So. ",
    "questions and answers, lines": "Q: Why?\nA: So.\n",
    "turns": "LEE: Yes.\n",
    "turns, paragraphs": "ANN LEE: Yes, we do.\n\n",
    "bullets": "• word\n",
    "bullets, hyphens": "- Ann Lee said so\n",
    "bullets, numbers": "1. word\n",
    "colons": "word: ",
    "colons alone": ":",
    "semicolons": "word; ",
    "semicolons alone": ";",
    "headlines": "Lee: we left\n\n",
    "headlines in capitals": "LEE SAYS MILL IS SHUT\n",
    "datelines": "NORVIK (AP) — ",
    "datelines, paragraphs": "NORVIK, March 3 (AP) - Lee left.\n\n",
    "datelines, lines": "NORVIK — Lee left.\n",
    "posts": "@annlee: so #mill RT @bo ",
    "posts, lines": "@annlee · 3 March\nWe left.\n",
    "addresses": "https://example.org/a?b=c&d=e#f ",
    "addresses, one": "http://",
    "mail": "a@b.",
    "slashes": "/a",
    "back slashes": "\\",
    "short lines": "a\n",
    "short paragraphs": "a\n\n",
    "short paragraphs of names": "Ann Lee\n\n",
    "tables": "a | b | c\n",
};

const CHARACTERS: &[Family] = repeated! {
    "dates": "March 3, 2024 ",
    "dates, names": "On March 3 Lee left ",
    "dates, figures": "03/04/2024 ",
    "dates, and": "March 3 and ",
    "months": "March ",
    "weekdays": "Monday ",
    "last week": "last week ",
    "years": "2024 ",
    "years, hyphens": "2024-",
    "times": "3 p.m. ",
    "times, colons": "3:00:",
    "money": "$5 million ",
    "money signs": "$",
    "per cent": "5 percent ",
    "per cent signs": "5%",
    "numbers": "1 ",
    "number words": "twenty ",
    "number words, hyphens": "twenty-",
    "number words, hundreds": "hundred thousand million ",
    "number words, and": "one hundred and ",
    "a digit": "7",
    "thousands": "1,000,",
    "decimals": "1.2",
    "fractions": "1/2",
    "ordinals": "3rd ",
    "ranges": "1-2–",
    "quantities": "5 kilometers ",
    "durations": "two years and ",
    "hyphens": "-",
    "hyphen chain": "a-",
    "hyphen chain, capitals": "Lee-",
    "apostrophe chain": "a'",
    "apostrophe chain, curly": "o’",
    "contractions": "don't ",
    "clitics": "'s ",
    "emoji": "😀",
    "emoji joined": "👩\u{200d}",
    "flags": "🇸",
    "combining marks": "\u{301}",
    "combining marks on a letter": "e\u{301}",
    "joiners": "\u{200d}",
    "soft hyphens": "a\u{ad}",
    "right to left": "\u{202e}",
    "right to left, words": "\u{202e}word ",
    "byte order marks": "\u{feff}",
    "Chinese": "中文",
    "Thai": "ไทย",
    "Arabic": "كلمة ",
    "dotted capital i": "İ",
    "sharp s": "ß",
    "ligatures": "ﬁ",
    "entities": "&amp;",
    "entities nested": "&amp;amp;",
    "entities open": "&amp",
    "ampersands": "&",
    "entities, marks": "&quot;word ",
    "entities, numbers": "&#8220;",
    "entities, zeros": "&#0",
    "tags": "<p>",
    "tags, words": "<b>word</b> ",
    "tags open": "<",
    "mojibake": "â€œword ",
    "mojibake, run": "â€",
    "mojibake, deep": "Ã¢â‚¬Å“",
    "mojibake, letters": "Ã©",
    "mojibake, A": "Ã",
    "replacement": "\u{fffd}",
    "markdown": "**word** ",
    "markdown open": "**",
    "markdown links": "[word](",
    "underscores": "_",
    "asterisks": "* ",
};

const NUMBERED: &[Family] = numbered! {
    "names": |n| format!("{} {} ", name(n), name(n / 7 + 3)),
    "names, commas": |n| format!("{} {}, ", name(n), name(n / 7 + 3)),
    "names, stops": |n| format!("{} {} left. ", name(n), name(n / 7 + 3)),
    "names, and": |n| format!("{} {} and ", name(n), name(n / 7 + 3)),
    "surnames alike": |n| format!("{} Lee left. ", name(n)),
    "first names alike": |n| format!("Ann {} left. ", name(n)),
    "one word names": |n| format!("{} left. ", name(n)),
    "people quoted": |n| format!("“We left,” said {} {}. ", name(n), name(n / 7 + 3)),
    "people quoted, paragraphs": |n| format!("“We left,” said {} {}.\n\n", name(n), name(n / 7 + 3)),
    "people told": |n| format!("{} {} said that he left. ", name(n), name(n / 7 + 3)),
    "companies": |n| format!("{} Inc. sold {} Corp. ", name(n), name(n / 7 + 3)),
    "acronyms": |n| format!("the {} {} Agency (AB{n}) ", name(n), name(n / 7 + 3)),
    "roles told": |n| format!("{} {}, head of {}, left. ", name(n), name(n + 5), name(n / 7 + 3)),
    "descriptions": |n| format!("the {} chairman said so. ", name(n)),
    "initials of names": |n| format!("{}. {} left. ", char::from(b'A' + (n % 26) as u8), name(n)),
    "titles of names": |n| format!("President {} met Mr. {}. ", name(n), name(n / 7 + 3)),
    "turns of many": |n| format!("{}: Yes.\n", name(n).to_uppercase()),
    "places": |n| format!("{}, in {}, ", name(n), name(n / 7 + 3)),
    "different numbers": |n| format!("{n} "),
    "different words": |n| format!("{} ", name(n).to_lowercase()),
    "different days": |n| format!("March {}, {} ", n % 28 + 1, 1900 + n % 150),
    "long name": |n| format!("{} ", name(n)),
    "pairs": |n| format!("{} married {}. They left. She said he knew. ", name(n), name(n / 7 + 3)),
};

const SHAPED: &[Family] = &[
    ("brackets nested", |bytes| nested("(", "a", ")", bytes)),
    ("brackets nested, words", |bytes| {
        nested("(word ", "a", ") ", bytes)
    }),
    ("marks nested", |bytes| nested("“", "a", "”", bytes)),
    ("marks nested, said", |bytes| {
        nested("“He said: ", "a", ",” said Lee. ", bytes)
    }),
    ("kinds nested", |bytes| {
        nested("“He said: ‘She said: ", "a", "’”", bytes)
    }),
    ("straight after curly", |bytes| {
        nested("“word ", "a", "word\" ", bytes)
    }),
    ("said that nested", |bytes| {
        nested("Lee said that ", "he left", " he said", bytes)
    }),
    ("one quote", |bytes| {
        format!("“{}” said Lee.", repeat("We left. ", bytes))
    }),
    ("one quote, paragraphs", |bytes| {
        format!("“{}” said Lee.", repeat("We left.\n\n", bytes))
    }),
    ("quote without end", |bytes| {
        format!("“{}", repeat("Lee said so. ", bytes))
    }),
    ("name, then pronouns", |bytes| {
        format!("Ann Lee left. {}", repeat("She left. ", bytes))
    }),
    ("names, then pronouns", |bytes| {
        let names = number(
            |n| format!("{} {} left. ", name(n), name(n / 7 + 3)),
            bytes / 2,
        );
        names + &repeat("She left. ", bytes / 2)
    }),
    ("names, then surnames", |bytes| {
        let names = number(|n| format!("Ann {} left. ", name(n)), bytes / 2);
        names + &number(|n| format!("{} left. ", name(n)), bytes / 2)
    }),
    ("random letters", |bytes| random(&LETTERS, bytes)),
    ("random marks", |bytes| random(&SIGNS, bytes)),
    ("random words", |bytes| random(&TALK, bytes)),
    ("random news", |bytes| random(&NEWS, bytes)),
];

const LETTERS: [&str; 8] = ["a", "b ", "C", ". ", "1", "-", "'", "\n"];
const SIGNS: [&str; 14] = [
    "“", "”", "‘", "’", "\"", "'", "(", ")", "«", "»", " ", "word ", ". ", "\n",
];
const TALK: [&str; 16] = [
    "he ", "said ", "that ", "Ann ", "Lee ", "and ", ", ", ". ", "“", "” ", "the ", "head ", "of ",
    "who ", "told ", "\n\n",
];
const NEWS: [&str; 20] = [
    "NORVIK (AP) — ",
    "“We left,” ",
    "said Ann Lee",
    ". ",
    ", ",
    "the head of Norvik Inc. ",
    "March 3 ",
    "$5 million ",
    "he said ",
    "according to ",
    "Q: ",
    "\n",
    "\n\n",
    "• ",
    "&amp;",
    "â€œ",
    "because ",
    "U.S. ",
    "\u{202e}",
    "😀",
];

/// All families.
pub(crate) fn all() -> impl Iterator<Item = Family> {
    [MARKS, WORDS, CHARACTERS, NUMBERED, SHAPED]
        .into_iter()
        .flatten()
        .copied()
}

fn repeat(piece: &str, bytes: usize) -> String {
    piece.repeat(bytes.div_ceil(piece.len()))
}

fn number(piece: fn(usize) -> String, bytes: usize) -> String {
    let mut text = String::new();
    for n in 0.. {
        if text.len() >= bytes {
            break;
        }
        text += &piece(n);
    }
    text
}

fn nested(open: &str, inner: &str, close: &str, bytes: usize) -> String {
    let depth = bytes / (open.len() + close.len());
    [open.repeat(depth), inner.to_owned(), close.repeat(depth)].concat()
}

/// A word with a capital for a number, another one for each.
fn name(number: usize) -> String {
    const SYLLABLES: [&str; 10] = [
        "ba", "den", "fil", "go", "kar", "lim", "nor", "pe", "sun", "tov",
    ];
    let digits = (number + 10).to_string();
    let mut word: String = digits
        .bytes()
        .map(|digit| SYLLABLES[usize::from(digit - b'0')])
        .collect();
    word[..1].make_ascii_uppercase();
    word
}

/// Pieces by a fixed row of random numbers (Marsaglia's xorshift).
fn random(pieces: &[&str], bytes: usize) -> String {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut text = String::new();
    while text.len() < bytes {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        text += pieces[(state >> 33) as usize % pieces.len()];
    }
    text
}
