//! The rules of Universal Dependencies for CoNLL-U files, as its validator has them at levels 1 and 2.

use std::collections::BTreeSet;
use unicode_normalization::is_nfc;

const UPOS: [&str; 17] = [
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN",
    "PUNCT", "SCONJ", "SYM", "VERB", "X",
];

const RELATIONS: &str = " acl advcl advmod amod appos aux case cc ccomp clf compound conj cop csubj dep det discourse \
    dislocated expl fixed flat goeswith iobj list mark nmod nsubj nummod obj obl orphan parataxis punct reparandum root \
    vocative xcomp ";

/// What is wrong with a file; trees and parts of speech count where it has syntax.
pub(crate) fn check(file: &str, has_syntax: bool) -> Vec<String> {
    let mut checker = Checker {
        faults: Vec::new(),
        ids: BTreeSet::new(),
        joined: false,
        has_syntax,
    };
    if file.is_empty() {
        return checker.faults;
    }
    match file.strip_suffix("\n\n") {
        Some(sentences) => sentences.split("\n\n").for_each(|s| checker.sentence(s)),
        None => checker.fault("the last sentence has no empty line", file),
    }
    checker.faults
}

struct Checker {
    faults: Vec<String>,
    ids: BTreeSet<String>,
    /// Whether the last word of the sentence before is followed by no space.
    joined: bool,
    has_syntax: bool,
}

impl Checker {
    fn fault(&mut self, what: &str, place: &str) {
        self.faults.push(format!("{what}: {place:?}"));
    }

    fn test(&mut self, is_so: bool, what: &str, place: &str) {
        if !is_so {
            self.fault(what, place);
        }
    }

    fn sentence(&mut self, sentence: &str) {
        let lines: Vec<&str> = sentence.split('\n').collect();
        let comments = lines.iter().take_while(|l| l.starts_with('#')).count();
        let (comments, words) = lines.split_at(comments);
        self.test(!words.is_empty(), "no words", sentence);
        for line in &lines {
            self.test(is_nfc(line), "not in NFC", line);
            self.test(!line.contains(char::REPLACEMENT_CHARACTER), "U+FFFD", line);
            self.test(
                !line.contains(|c: char| c.is_control() && c != '\t'),
                "control",
                line,
            );
        }
        let rows: Vec<Vec<&str>> = words.iter().map(|l| l.split('\t').collect()).collect();
        for (row, line) in rows.iter().zip(words) {
            self.test(row.len() == 10, "not ten columns", line);
        }
        if rows.iter().all(|row| row.len() == 10) && !rows.is_empty() {
            for row in &rows {
                self.columns(row);
            }
            self.numbers(&rows);
            self.tree(&rows);
            self.text(comments, &rows);
        }
        self.id(comments);
    }

    fn columns(&mut self, row: &[&str]) {
        let place = row.join(" | ");
        let is_range = row[0].contains('-');
        for (at, column) in row.iter().enumerate() {
            let spaces = column.matches(char::is_whitespace).count();
            let allowed = matches!(at, 1 | 2 | 9) && !is_range;
            self.test(allowed || spaces == 0, "space in a column", &place);
            let doubled = column.split(' ').any(str::is_empty);
            self.test(!doubled, "empty column, space at its end or twice", &place);
        }
        if is_range {
            let empty = row[2..9].iter().all(|column| *column == "_");
            return self.test(empty, "a range with values", &place);
        }
        self.test(
            row[5] == "_" && row[8] == "_",
            "features or enhanced arcs",
            &place,
        );
        if self.has_syntax {
            self.test(UPOS.contains(&row[3]), "part of speech", &place);
            let (relation, subtype) = row[7].split_once(':').unwrap_or((row[7], "x"));
            let known = RELATIONS.contains(&format!(" {relation} "));
            let plain =
                |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase());
            self.test(
                known && plain(relation) && plain(subtype),
                "relation",
                &place,
            );
            self.test((row[7] == "root") == (row[6] == "0"), "root and 0", &place);
        }
    }

    fn numbers(&mut self, rows: &[Vec<&str>]) {
        let mut next = 1;
        let mut covered = 0;
        for row in rows {
            if let Some((from, to)) = row[0].split_once('-') {
                let [from, to] = [from, to].map(|n| n.parse::<usize>().unwrap_or(0));
                let fits = from == next && to > from && from > covered;
                self.test(fits, "range", row[0]);
                covered = to;
            } else {
                self.test(row[0] == next.to_string(), "number of a word", row[0]);
                next += 1;
            }
        }
        self.test(covered < next, "range past the end", "");
    }

    fn tree(&mut self, rows: &[Vec<&str>]) {
        if !self.has_syntax {
            return;
        }
        let words = rows.iter().filter(|row| !row[0].contains('-'));
        let heads: Vec<Option<usize>> = words.map(|row| row[6].parse().ok()).collect();
        let roots = heads.iter().filter(|head| **head == Some(0)).count();
        self.test(roots == 1, "not one root", &format!("{heads:?}"));
        for start in 0..heads.len() {
            let mut at = start + 1;
            for _ in 0..=heads.len() {
                at = match heads.get(at.wrapping_sub(1)) {
                    Some(Some(head)) => *head,
                    _ => break,
                };
            }
            self.test(at == 0, "no way to the root", &format!("{heads:?}"));
        }
    }

    fn text(&mut self, comments: &[&str], rows: &[Vec<&str>]) {
        let texts: Vec<&str> = comments
            .iter()
            .filter_map(|c| c.strip_prefix("# text = "))
            .collect();
        let [text] = texts[..] else {
            return self.fault("not one text", &comments.join(" "));
        };
        let new = |what: &str| comments.iter().filter(|c| c.starts_with(what)).count();
        let (docs, paragraphs) = (new("# newdoc"), new("# newpar"));
        self.test(docs <= 1 && paragraphs <= 1, "newdoc or newpar twice", "");
        let starts = docs + paragraphs > 0;
        self.test(
            !(starts && self.joined),
            "no space before a paragraph",
            text,
        );
        let mut rest = text;
        let mut range_end = 0;
        for row in rows {
            let number = row[0]
                .split('-')
                .next_back()
                .and_then(|n| n.parse().ok())
                .unwrap_or(0);
            if row[0].contains('-') {
                range_end = number;
            } else if number <= range_end {
                self.test(row[9] == "_", "a word of a range with a space", row[1]);
                continue;
            }
            let Some(after) = rest.strip_prefix(row[1]) else {
                return self.fault("word and text differ", &format!("{} {rest}", row[1]));
            };
            self.joined = row[9] == "SpaceAfter=No";
            let fits = self.joined || after.is_empty() || after.starts_with(' ');
            self.test(fits, "SpaceAfter=No is missing", after);
            rest = if self.joined {
                after
            } else {
                after.trim_start()
            };
            let no_space = !self.joined || !rest.starts_with(' ');
            self.test(no_space, "SpaceAfter=No before a space", rest);
        }
        self.test(
            rest.is_empty() && !text.ends_with(' '),
            "text behind the words",
            rest,
        );
    }

    fn id(&mut self, comments: &[&str]) {
        let ids: Vec<&str> = comments
            .iter()
            .filter_map(|c| c.strip_prefix("# sent_id = "))
            .collect();
        let [id] = ids[..] else {
            return self.fault("not one sent_id", &comments.join(" "));
        };
        let plain = !id.is_empty() && !id.contains(|c: char| c.is_whitespace() || c == '/');
        self.test(plain, "sent_id", id);
        let is_new = self.ids.insert(id.to_owned());
        self.test(is_new, "sent_id twice", id);
    }
}
