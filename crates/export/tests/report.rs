//! The report as a page: whole, linked, and with all facts, whatever the texts hold.

use newsgraph_export::document::{Document, OffsetUnit};
use newsgraph_export::{Format, Writer, from_json, to_html};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::error::Error;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// Made by `newsgraph annotate`, with a nested quote, two who speak together and further relations put in by hand.
const PLANT: &str = include_str!("data/plant.json");

fn plant() -> Outcome<Document> {
    Ok(from_json(PLANT)?)
}

fn set(documents: &[Document]) -> Outcome<String> {
    let mut writer = Writer::new(Vec::new(), Format::Html, OffsetUnit::Byte);
    for document in documents {
        writer.write(document)?;
    }
    Ok(String::from_utf8(writer.finish()?)?)
}

/// The values of an attribute, in order.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    let parts = page.split(start.as_str()).skip(1);
    parts
        .filter_map(|part| Some(part.split_once('"')?.0))
        .collect()
}

/// What a reader sees of a part of the page, without white space.
fn seen(part: &str) -> String {
    let mut text = String::new();
    for (at, piece) in part.split('<').enumerate() {
        text.push_str(if at == 0 {
            piece
        } else {
            piece.split_once('>').map_or("", |(_, t)| t)
        });
    }
    let text = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"");
    let text = text
        .replace("&#39;", "'")
        .replace("&#13;", "\r")
        .replace("&amp;", "&");
    text.split_whitespace().collect()
}

/// The part between two strings.
fn between<'a>(page: &'a str, from: &str, to: &str) -> Outcome<&'a str> {
    let (_, rest) = page.split_once(from).ok_or_else(|| format!("no {from}"))?;
    Ok(rest.split_once(to).ok_or_else(|| format!("no {to}"))?.0)
}

#[test]
fn every_link_leads_somewhere_and_ids_are_unique() -> Outcome {
    let empty = Document::new("", "")?;
    let odd = Document::new("<^>", "<^>d1-top\" id=\"d1-top")?;
    for page in [to_html(&plant()?), set(&[plant()?, empty, plant()?, odd])?] {
        let body = between(&page, "<body>", "<script>")?;
        let ids = values(body, "id");
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len());
        let has_index = unique.contains("index");
        for href in values(body, "href") {
            let to = href.strip_prefix('#').ok_or("a link out of the page")?;
            assert!(
                unique.contains(to) || (to == "index" && !has_index),
                "{href}"
            );
        }
        assert!(!body.contains("<^>"), "an anchor without its number");
        assert_eq!(has_index, page.contains("4 documents"));
    }
    Ok(())
}

#[test]
fn nothing_comes_from_elsewhere() -> Outcome {
    let page = to_html(&plant()?);
    for from in [
        "http:", "https:", " src=", "@import", "<link", "<iframe", "<img",
    ] {
        assert!(!page.contains(from), "{from}");
    }
    assert!(page.matches("url(").count() == page.matches("url(#d1-arrow)").count());
    assert!(page.contains("default-src 'none'"));
    let script = between(&page, "<script>", "</script>")?;
    assert!(script.len() < 10_000, "{}", script.len());
    Ok(())
}

#[test]
fn the_text_is_shown_whole() -> Outcome {
    let document = plant()?;
    let page = to_html(&document);
    let headline = between(&page, "<h1>", "</h1>")?;
    let text = between(
        &page,
        "<div class=\"text\" id=\"d1-text\">",
        "<div class=\"legend\"",
    )?;
    let all: String = document.text().split_whitespace().collect();
    assert_eq!(seen(headline) + &seen(text), all);
    Ok(())
}

#[test]
fn who_said_what_is_grouped_and_told_once() -> Outcome {
    let page = to_html(&plant()?);
    assert!(page.contains("<title>Harbour plant will close, Velmora Steel says</title>"));
    assert!(page.contains("<p class=\"again\">"));
    let said = between(&page, "<section id=\"d1-said\">", "</section>")?;
    let voices: Vec<&str> = said.split("<div class=\"voice\">").skip(1).collect();
    let of = |name: &str| {
        voices.iter().find(|voice| {
            voice.contains(&format!(
                "<span class=\"name\"><a class=\"e\" href=\"#d1-e{name}</a>"
            ))
        })
    };
    let dahlgren = of("2\" data-f=\"e2\">Ines Dahlgren").ok_or("no voice for her")?;
    assert!(seen(dahlgren).contains("mayorofKarsholm"));
    assert!(!page.contains("mayor, Karsholm"), "her role is told twice");
    assert!(dahlgren.contains("Together with Tomas Reyk"));
    assert!(
        dahlgren.contains("<li class=\"said direct d1\""),
        "{dahlgren}"
    );
    assert!(dahlgren.contains("<em>told</em> to "));
    let reyk = of("5\" data-f=\"e5\">Tomas Reyk").ok_or("no voice for him")?;
    assert!(reyk.contains(">thought</span>") && reyk.contains("by pronoun, “He”"));
    let velmora = of("1\" data-f=\"e1\">Velmora Steel").ok_or("no voice for the company")?;
    assert!(velmora.contains("also at"), "{velmora}");
    assert!(
        voices
            .last()
            .is_some_and(|voice| voice.contains("Not told"))
    );
    for act in ["speech", "thought", "attitude"] {
        assert!(
            said.contains(&format!("data-act=\"{act}\">{act} <b>")),
            "{act}"
        );
    }
    Ok(())
}

#[test]
fn relations_dates_and_amounts_lead_to_their_sentences() -> Outcome {
    let page = to_html(&plant()?);
    let how = between(&page, "<section id=\"d1-how\">", "</section>")?;
    let pairs: Vec<String> = how.split("<div class=\"pair\"").skip(1).map(seen).collect();
    let holt: Vec<&String> = pairs
        .iter()
        .filter(|pair| pair.contains("AndersHolthead"))
        .collect();
    assert!(
        holt.len() == 1 && holt[0].contains("employeeof") && holt[0].contains("former"),
        "{pairs:?}"
    );
    assert!(holt[0].contains("saysPetraOswin"));
    assert!(pairs.iter().any(|pair| pair.contains("planned")));
    let reyk = how
        .split("<div class=\"pair\"")
        .find(|pair| pair.contains("He believes"))
        .ok_or("no second sentence")?;
    assert_eq!(reyk.matches("class=\"src\"").count(), 2);
    let drawing = between(how, "<svg", "</svg>")?;
    assert_eq!(drawing.matches("<a class=\"line").count(), pairs.len());
    assert!(drawing.contains("<a class=\"line open\"") && drawing.contains("href=\"#d1-s"));
    let when = seen(between(&page, "<ol class=\"timeline\">", "</ol>")?);
    let places =
        ["1962", "2021", "5March2024", "14March2024", "June2024The"].map(|date| when.find(date));
    assert!(places.is_sorted() && places[0].is_some(), "{when}");
    let much = seen(between(&page, "<section id=\"d1-much\">", "</section>")?);
    for amount in ["$45million45,000,000USD", "12percent12%", "1,200jobs"] {
        assert!(much.contains(amount), "{amount}: {much}");
    }
    Ok(())
}

#[test]
fn a_set_is_whole_for_any_number_of_documents() -> Outcome {
    let documents = [plant()?, plant()?, plant()?];
    for count in 0..=3 {
        let page = set(&documents[..count])?;
        assert_eq!(page.matches("<article ").count(), count);
        assert_eq!(
            page.matches("<section class=\"index\"").count(),
            usize::from(count > 1)
        );
        assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>\n"));
    }
    let page = set(&documents[..2])?;
    assert!(
        seen(&page).contains("InesDahlgrenPerson·16mentions"),
        "her mentions in both are counted together"
    );
    assert_eq!(to_html(&documents[0]), set(&documents[..1])?);
    Ok(())
}

proptest! {
    #[test]
    fn any_text_survives(text in "\\PC*|.*|[<>&\"'/!-]*", id in ".*") {
        let document = Document::new(id, text.clone()).unwrap();
        let page = to_html(&document);
        prop_assert_eq!(page.matches("<article ").count(), 1);
        prop_assert_eq!(page.matches("<script").count(), 1);
        let hidden = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
        prop_assert!(!page.contains(hidden));
    }
}
