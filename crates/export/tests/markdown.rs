//! Markdown, read back by a reader of `CommonMark`: the text that comes out is the text that went in.

mod random;
mod sample;

use newsgraph_document::OffsetUnit;
use newsgraph_export::{Format, Writer, to_markdown, visible};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use sample::{HOSTILE, sample};
use std::error::Error;

type Outcome = Result<(), Box<dyn Error>>;

/// The blocks of a page as they read.
#[derive(Debug, Default, PartialEq)]
struct Page {
    headings: Vec<String>,
    items: Vec<String>,
    rows: Vec<Vec<String>>,
    other: Vec<String>,
    /// Events that no page of ours has.
    odd: Vec<String>,
}

fn read(markdown: &str) -> Page {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_MATH
        | Options::ENABLE_WIKILINKS;
    let mut page = Page::default();
    let mut text = String::new();
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Text(words) => text += &words,
            Event::Start(Tag::TableHead | Tag::TableRow) => page.rows.push(Vec::new()),
            Event::Start(
                Tag::Heading { .. }
                | Tag::Item
                | Tag::TableCell
                | Tag::Paragraph
                | Tag::List(None)
                | Tag::Table(_),
            )
            | Event::Rule => text.clear(),
            Event::End(TagEnd::Heading(_)) => page.headings.push(std::mem::take(&mut text)),
            Event::End(TagEnd::Item) => page.items.push(std::mem::take(&mut text)),
            Event::End(TagEnd::Paragraph) => page.other.push(std::mem::take(&mut text)),
            Event::End(TagEnd::TableCell) => {
                let cell = std::mem::take(&mut text);
                page.rows.extend_last(cell);
            }
            Event::End(TagEnd::List(_) | TagEnd::Table | TagEnd::TableHead | TagEnd::TableRow) => {}
            other => page.odd.push(format!("{other:?}")),
        }
    }
    page
}

trait ExtendLast {
    fn extend_last(&mut self, cell: String);
}

impl ExtendLast for Vec<Vec<String>> {
    fn extend_last(&mut self, cell: String) {
        if let Some(last) = self.last_mut() {
            last.push(cell);
        }
    }
}

/// How a page shows a text.
fn shown(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    visible(&line).into_owned()
}

#[test]
fn any_text_comes_back() -> Outcome {
    for odd in HOSTILE {
        let markdown = to_markdown(&sample(odd)?);
        let page = read(&markdown);
        assert!(page.odd.is_empty(), "{odd:?} {:?}\n{markdown}", page.odd);
        let name = shown(odd);
        let speaker = if name.is_empty() { "" } else { &name };
        let title = shown(&format!("{odd} speaks"));
        assert_eq!(page.headings[0], title, "{markdown}");
        assert_eq!(page.headings[1], "Who said what");
        let items = [
            shown(&format!("“{odd} leads Ulm.” (direct; to {odd}; as 3 May)")),
            shown(&format!("{odd} leads Ulm (direct; to {odd}; as 3 May)")),
        ];
        if !name.is_empty() {
            assert_eq!(page.headings[2], speaker);
            assert_eq!(page.items, items, "{markdown}");
        }
        let row = |cells: &[&str]| cells.iter().map(|cell| shown(cell)).collect::<Vec<_>>();
        for expected in [
            row(&["Name", "Type", "Also", "Mentions"]),
            row(&[odd, "Person", "", "2"]),
            row(&[odd, odd, "", "1"]),
            row(&["Ulm", "Location", "", "1"]),
        ] {
            assert!(
                page.rows.contains(&expected),
                "{expected:?} {:?}\n{markdown}",
                page.rows
            );
        }
        let dates: Vec<_> = page
            .rows
            .iter()
            .filter(|row| row[0] == "2026-05-03")
            .collect();
        assert_eq!((dates.len(), &*dates[0][1]), (1, "3 May"));
        let meets = page.rows.iter().filter(|row| row[1] == "meets").count();
        assert_eq!(meets, 1, "{markdown}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    /// Every fact is found again, and nothing in a text is markup.
    #[test]
    fn any_document_is_a_page(text in random::text(), choices in random::choices()) {
        let document = random::document(&text, &choices);
        let page = read(&to_markdown(&document));
        prop_assert!(page.odd.is_empty(), "{:?}\n{}", page, to_markdown(&document));
        prop_assert_eq!(page.items.len(), document.quotes().map_or(0, <[_]>::len));
    }

    #[test]
    fn any_words_come_back(words in "[ -~é“\u{301}]{1,40}") {
        let document = sample(&words).map_err(|error| TestCaseError::fail(error.to_string()))?;
        let markdown = to_markdown(&document);
        let page = read(&markdown);
        prop_assert!(page.odd.is_empty(), "{:?}\n{}", page, markdown);
        let name = shown(&words);
        prop_assert!(page.rows.iter().any(|row| row[0] == name), "{:?} {:?}", name, page);
        prop_assert_eq!(&page.headings[0], &shown(&format!("{words} speaks")));
    }
}

#[test]
fn documents_are_parted_by_a_rule() -> Outcome {
    let mut writer = Writer::new(Vec::new(), Format::Markdown, OffsetUnit::Byte);
    for _ in 0..2 {
        writer.write(&sample("Bo")?)?;
    }
    let markdown = String::from_utf8(writer.finish()?)?;
    assert_eq!(markdown.matches("\n---\n").count(), 1);
    assert_eq!(read(&markdown).items.len(), 4);
    Ok(())
}
