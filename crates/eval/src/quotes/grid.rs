use super::CharRange;
use newsgraph_document::QuoteKind;
use std::collections::BTreeSet;
use std::ops::Range;

/// The words of a text for partial scores: runs of word chars, joined by `.`, `'`, `’`, `-`; else
/// single chars.
pub(super) struct Grid {
    chars: Vec<char>,
    token: Vec<Option<usize>>,
    /// Whether each char stands between double quotation marks, the marks included.
    quoted: Vec<bool>,
}

impl Grid {
    pub(super) fn new(text: &str) -> Self {
        let chars: Vec<char> = text.chars().collect();
        let word = |at: usize| {
            chars
                .get(at)
                .is_some_and(|c| c.is_alphanumeric() || *c == '_')
        };
        let mut token = vec![None; chars.len()];
        let (mut at, mut number) = (0, 0);
        while at < chars.len() {
            let start = at;
            at += 1;
            if chars[start].is_whitespace() {
                continue;
            }
            let joins = |at: usize| matches!(chars.get(at), Some('.' | '\'' | '’' | '-'));
            while word(start) && (word(at) || joins(at) && word(at + 1)) {
                at += 1;
            }
            token[start..at].fill(Some(number));
            number += 1;
        }
        let mut grid = Self {
            quoted: vec![false; chars.len()],
            chars,
            token,
        };
        grid.find_quoted();
        grid
    }

    pub(super) fn tokens(&self, ranges: &[CharRange]) -> BTreeSet<usize> {
        let within = |&(s, e): &CharRange| s.min(self.token.len())..e.min(self.token.len());
        let tokens = ranges.iter().flat_map(|r| &self.token[within(r)]);
        tokens.filter_map(|t| *t).collect()
    }

    pub(super) fn trim(&self, (mut start, mut end): CharRange) -> CharRange {
        end = end.min(self.chars.len());
        while start < end && self.chars[start].is_whitespace() {
            start += 1;
        }
        while start < end && self.chars[end - 1].is_whitespace() {
            end -= 1;
        }
        (start, end)
    }

    fn is_double_mark(&self, at: usize) -> bool {
        let c = self.chars[at];
        let beside = |other: Option<usize>| other.and_then(|o| self.chars.get(o)) == Some(&c);
        matches!(c, '"' | '“' | '”' | '‟' | '«' | '»')
            || matches!(c, '\'' | '`' | '‘' | '’')
                && (beside(Some(at + 1)) || beside(at.checked_sub(1)))
    }

    /// Pieces with nothing but white space and quotation marks between them are one.
    pub(super) fn join(&self, ranges: &[CharRange]) -> Vec<CharRange> {
        let mut out: Vec<CharRange> = Vec::new();
        for (start, end) in ranges.iter().map(|&r| self.trim(r)).filter(|(s, e)| s < e) {
            let blank = |k: usize| self.chars[k].is_whitespace() || self.is_double_mark(k);
            match out.last_mut() {
                Some(last) if (last.1..start).all(blank) => last.1 = last.1.max(end),
                _ => out.push((start, end)),
            }
        }
        out
    }

    /// Line by line, since a quotation over several paragraphs opens again in each; a mark that nothing closes
    /// runs to the end of its line. Marks of the wrong sort are read by the spaces around them.
    fn find_quoted(&mut self) {
        let mut start = 0;
        while start < self.chars.len() {
            let line = self.chars[start..].iter().position(|&c| c == '\n');
            let end = line.map_or(self.chars.len(), |length| start + length + 1);
            self.find_quoted_in(start..end);
            start = end;
        }
    }

    fn find_quoted_in(&mut self, line: Range<usize>) {
        let mut open: Vec<usize> = Vec::new();
        let mut at = line.start;
        while at < line.end {
            if !self.is_double_mark(at) {
                at += 1;
                continue;
            }
            let mark = self.chars[at];
            let width = if matches!(mark, '\'' | '`' | '‘' | '’') {
                2
            } else {
                1
            };
            let blank = |k: usize| !line.contains(&k) || self.chars[k].is_whitespace();
            let after_space = at == 0 || blank(at - 1);
            let before_space = blank(at + width);
            let opens = match mark {
                '"' => open.is_empty(),
                '“' | '‟' | '«' | '`' | '‘' => {
                    open.is_empty() || !before_space || after_space
                }
                _ => open.is_empty() && after_space,
            };
            if opens {
                open.push(at);
            } else if let Some(first) = open.pop() {
                self.quoted[first..line.end.min(at + width)].fill(true);
            }
            at += width;
        }
        if let Some(&first) = open.first() {
            self.quoted[first..line.end].fill(true);
        }
    }

    /// Whether all letters and digits of these ranges stand between double marks, none or some.
    pub(super) fn kind(&self, ranges: &[CharRange]) -> QuoteKind {
        let all = ranges.iter().flat_map(|&(s, e)| s..e.min(self.chars.len()));
        let quoted = all
            .filter(|&k| self.chars[k].is_alphanumeric())
            .map(|k| self.quoted[k]);
        let (mut inside, mut outside) = (false, false);
        for is_quoted in quoted {
            inside |= is_quoted;
            outside |= !is_quoted;
        }
        match (inside, outside) {
            (false, _) => QuoteKind::Indirect,
            (true, false) => QuoteKind::Direct,
            (true, true) => QuoteKind::Mixed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_by_marks() {
        let text = "“We go,” he said. ''Two marks'' and \"a plain one\n“Not closed";
        let grid = Grid::new(text);
        let kind = |part: &str| {
            let at = text.find(part).map(|at| text[..at].chars().count());
            let start = at.expect("a part of the text");
            grid.kind(&[(start, start + part.chars().count())])
        };
        for (part, expected) in [
            ("“We go,”", QuoteKind::Direct),
            ("he said", QuoteKind::Indirect),
            ("''Two marks''", QuoteKind::Direct),
            ("Two marks'' and", QuoteKind::Mixed),
            ("a plain one", QuoteKind::Direct),
            ("“Not closed", QuoteKind::Direct),
        ] {
            assert_eq!(kind(part), expected, "{part}");
        }
    }
}
