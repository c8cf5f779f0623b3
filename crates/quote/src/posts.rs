//! Posts that an article shows: a paragraph, and below it a dash, the writer's name, and the name of the account in
//! brackets: "— Ann Lee (@annlee) May 3, 2021".

use crate::labels::{Parts, Role, put};
use crate::paragraph::paragraphs;
use crate::reading::Reading;
use newsgraph_phrase::is_dash;
use std::ops::Range;

/// How often such a paragraph is a quote; none stands in the train and dev parts of PolNeAR, and no score tells more.
pub(crate) const SCORE: f32 = 0.9;

/// Most words of a line that tells whose a post is.
const LINE: usize = 24;

/// Least words of a post.
const SHORT: usize = 4;

/// Puts the parts of posts in the place of the runs within them. Gives the first tokens of their cues.
pub(crate) fn label(reading: &Reading<'_>, runs: &mut Vec<(Role, Range<usize>)>) -> Vec<usize> {
    let text = reading.text;
    let tokens = |sentences: Range<usize>| {
        text.sentences[sentences.start].tokens.start..text.sentences[sentences.end - 1].tokens.end
    };
    let all: Vec<Range<usize>> = paragraphs(text).map(tokens).collect();
    let pairs = all.windows(2);
    let parts: Vec<_> = pairs
        .filter_map(|pair| post(reading, &pair[0], &pair[1]))
        .collect();
    put(runs, parts)
}

fn post(reading: &Reading<'_>, paragraph: &Range<usize>, line: &Range<usize>) -> Option<Parts> {
    let text = reading.text;
    if line.len() > LINE || !is_dash(text.word(line.start)) {
        return None;
    }
    let is_account = |&t: &usize| {
        let word = text.word(t);
        let before = text.word(t - 1);
        word.starts_with('@') && before == "(" || word.starts_with("(@")
    };
    let account = (line.start + 2..line.end).find(is_account)?;
    let end = if text.word(account).starts_with('(') {
        account
    } else {
        account - 1
    };
    let is_link = |&t: &usize| is_link(text.word(t));
    let last = paragraph.clone().rev().find(|t| !is_link(t))?;
    let content = paragraph.start..last + 1;
    let is_whole = content.len() >= SHORT && line.start + 1 < end;
    is_whole.then_some([
        (Role::Content, content),
        (Role::Cue, line.start..line.start + 1),
        (Role::Source, line.start + 1..end),
    ])
}

/// Whether a word is the address of a page or picture.
fn is_link(word: &str) -> bool {
    let has_path = word.contains('/') && word.contains('.');
    word.starts_with("http") || has_path
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sketched;
    use newsgraph_sketch::Sketch;

    const POST: &str = "
        It PRON 2 nsubj
        is VERB 0 root
        all ADV 4 advmod
        over ADV 2 advmod
        . PUNCT 2 punct
        http:x X 2 dep
        ¶
        — PUNCT 2 punct
        Ann PROPN 0 root
        Lee PROPN 2 flat
        ( PUNCT 5 punct
        @annlee PROPN 2 appos
        ) PUNCT 5 punct";

    #[test]
    fn a_line_below_tells_whose_post_it_is() {
        for (rows, expected) in [
            (POST.to_owned(), "It is all over .|—|Ann Lee"),
            (POST.replace("— PUNCT", "by ADP"), ""),
            (POST.replace("@annlee", "annlee"), ""),
        ] {
            let sketch = Sketch::new(&rows);
            let mut runs = Vec::new();
            sketched::read(&sketch, &[], |reading| label(reading, &mut runs));
            let words: Vec<String> = runs.into_iter().map(|(_, run)| sketch.words(run)).collect();
            assert_eq!(words.join("|"), expected);
        }
    }
}
