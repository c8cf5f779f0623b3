//! The report in a browser: what lights up, keys, filters, search, contrast, width, print, and what is left without
//! its script. Skipped where no Chromium is found.

mod devtools;
#[path = "../page_sample/mod.rs"]
mod page_sample;

use devtools::{Browser, Outcome};
use newsgraph_export::document::{Document, OffsetUnit};
use newsgraph_export::{Format, GraphPage, Writer, from_json, to_graph_html, to_html};
use page_sample::page;
use serde_json::{Value, json};

/// Made by `newsgraph annotate`, with a nested quote, two who speak together and further relations put in by hand.
const PLANT: &str = include_str!("../data/plant.json");

/// Every element with text of its own whose colour is less than 4.5 from what lies behind it, and how many were
/// measured.
const CONTRAST: &str = include_str!("contrast.js");

fn plant() -> Outcome<Document> {
    Ok(from_json(PLANT)?)
}

/// A report of three documents, the last one empty.
fn set() -> Outcome<String> {
    let mut writer = Writer::new(Vec::new(), Format::Html, OffsetUnit::Byte);
    for document in [plant()?, plant()?, Document::new("empty", "")?] {
        writer.write(&document)?;
    }
    Ok(String::from_utf8(writer.finish()?)?)
}

#[test]
fn what_belongs_together_lights_up() -> Outcome {
    let Some(mut browser) = Browser::start("clicks")? else {
        return Ok(());
    };
    browser.size(1440, 900)?;
    browser.look("light", "screen")?;
    browser.open("plant.html", &to_html(&plant()?))?;
    let lit =
        "Array.from(document.querySelectorAll('.text .on')).map(e => e.textContent).join('|')";
    let strip = "document.querySelector('.strip').hidden ? '' : document.querySelector('.strip span').textContent";
    let pressed = "document.querySelectorAll('[aria-pressed=true][data-f=e2]').length";

    // A name in the text: all mentions of the entity, and its card beside the text.
    browser.click("[data-f=e2].m")?;
    let names = browser.eval(lit)?.as_str().unwrap_or_default().to_owned();
    assert!(
        names.contains("Ines Dahlgren") && names.contains("Dahlgren|"),
        "{names}"
    );
    assert!(!names.contains("Reyk"), "{names}");
    assert!(browser.eval(pressed)?.as_u64() > Some(2));
    assert!(
        browser
            .eval(strip)?
            .as_str()
            .is_some_and(|s| s.starts_with("1 of "))
    );
    let seen = "(() => { const c = document.getElementById('d1-e2').getBoundingClientRect(), \
         f = document.querySelector('.facts').getBoundingClientRect(); return c.top >= f.top && c.top < f.bottom; })()";
    assert_eq!(browser.eval(seen)?, json!(true), "the card is not in view");
    browser.key("n", "n")?;
    assert!(
        browser
            .eval(strip)?
            .as_str()
            .is_some_and(|s| s.starts_with("2 of "))
    );
    browser.key("p", "p")?;
    browser.key("ArrowLeft", "")?;
    let last = browser.eval(strip)?;
    let (at, of) = last
        .as_str()
        .and_then(|s| s.split_once(" of "))
        .ok_or("no places")?;
    assert!(of.starts_with(at), "{last}");
    browser.key("Escape", "")?;
    assert_eq!(
        (browser.eval(lit)?, browser.eval(strip)?),
        (json!(""), json!(""))
    );
    assert_eq!(browser.eval(pressed)?, json!(0));

    // A fact beside the text: every place of its evidence.
    browser.click("#d1-q3 blockquote")?;
    let quote = browser
        .eval(lit)?
        .as_str()
        .unwrap_or_default()
        .replace('|', "");
    for part in ["We were told", "told", "I asked"] {
        assert!(quote.contains(part), "{part}: {quote}");
    }
    browser.key("Escape", "")?;
    let pair = "Array.from(document.querySelectorAll('.pair')).find(e => e.textContent.includes('Tomas Reyk head of')).id";
    let pair = browser.eval(pair)?.as_str().unwrap_or_default().to_owned();
    browser.click(&format!("#{pair} em"))?;
    let evidence = browser
        .eval(lit)?
        .as_str()
        .unwrap_or_default()
        .replace('|', "");
    assert!(
        evidence.contains("chief executive") && evidence.contains("He"),
        "{evidence}"
    );
    browser.key("Escape", "")?;

    // The keyboard alone.
    for key in ["Enter", " "] {
        browser
            .eval("document.querySelector('.text a.m[data-f=e5]').focus({focusVisible: true})")?;
        let outline = "getComputedStyle(document.activeElement).outlineStyle";
        assert_eq!(browser.eval(outline)?, json!("solid"));
        browser.key(key, if key == "Enter" { "\r" } else { " " })?;
        let names = browser.eval(lit)?;
        assert!(
            names.as_str().is_some_and(|s| s.contains("Tomas Reyk")),
            "{key:?}: {names}"
        );
        browser.key("Escape", "")?;
    }
    assert!(browser.errors.is_empty(), "{:?}", browser.errors);
    Ok(())
}

#[test]
fn quotes_are_filtered_and_a_set_is_searched() -> Outcome {
    let Some(mut browser) = Browser::start("filters")? else {
        return Ok(());
    };
    browser.size(1200, 900)?;
    browser.open("set.html", &set()?)?;
    let shown = "Array.from(document.querySelectorAll('#d1-said .said')).filter(e => e.offsetHeight > 0).map(e => e.dataset.act)";
    let acts = |value: Value| value.as_array().cloned().unwrap_or_default();
    let before = acts(browser.eval(shown)?);
    assert!(before.contains(&json!("thought")) && before.contains(&json!("speech")));
    browser.click("#d1-said button[data-act=speech]")?;
    let after = acts(browser.eval(shown)?);
    assert!(
        !after.contains(&json!("speech")) && after.contains(&json!("thought")),
        "{after:?}"
    );
    assert_eq!(
        browser.eval("document.querySelector('#d1-said button').ariaPressed")?,
        json!("false")
    );
    browser.click("#d1-said button[data-act=speech]")?;
    assert_eq!(acts(browser.eval(shown)?), before);

    // The index comes first, though it is written last.
    let order = "document.getElementById('index').getBoundingClientRect().top < document.getElementById('d1-top').getBoundingClientRect().top";
    assert_eq!(browser.eval(order)?, json!(true));
    assert_eq!(browser.eval("document.title")?, json!("3 documents"));
    let hits = "Array.from(document.querySelectorAll('#found li')).map(e => e.textContent)";
    let cases = [
        ("oswin", "Petra Oswin"),
        ("TELEPHONE told", "Ines Dahlgren: “We were told"),
        ("velmora", "Headline"),
    ];
    for (words, expected) in cases {
        browser.eval(&format!(
            "(() => {{ const f = document.getElementById('find'); f.value = {words:?}; f.dispatchEvent(new Event('input')); }})()"
        ))?;
        let found = browser.eval(hits)?.to_string();
        assert!(found.contains(expected), "{words}: {found}");
    }
    browser.click("#found li a")?;
    assert!(
        browser
            .eval("location.hash")?
            .as_str()
            .is_some_and(|hash| hash.len() > 1)
    );
    assert!(browser.errors.is_empty(), "{:?}", browser.errors);
    Ok(())
}

#[test]
fn all_text_can_be_read_and_nothing_is_wider_than_the_window() -> Outcome {
    let Some(mut browser) = Browser::start("looks")? else {
        return Ok(());
    };
    let long = "x".repeat(300);
    let odd = Document::new(
        "\u{202E}</script><script>throw 1</script>",
        format!("-->{long}<b>\u{2067} </style>"),
    )?;
    let pages = [
        ("plant", to_html(&plant()?)),
        ("set", set()?),
        ("odd", to_html(&odd)),
        ("empty", to_html(&Document::new("", "")?)),
    ];
    for (name, page) in &pages {
        is_readable(&mut browser, name, page)?;
    }
    browser.size(1440, 900)?;
    // What is lit can be read as well.
    for scheme in ["light", "dark"] {
        browser.look(scheme, "screen")?;
        browser.open("lit.html", &pages[0].1)?;
        for selector in ["[data-f=e2].m", "#d1-q3 blockquote", ".pair em"] {
            browser.click(selector)?;
            assert_eq!(
                browser.eval(CONTRAST)?["low"],
                json!([]),
                "{scheme}, {selector}"
            );
        }
    }
    assert!(browser.errors.is_empty(), "{:?}", browser.errors);
    Ok(())
}

#[test]
fn a_page_without_its_script_and_on_paper_has_all_facts() -> Outcome {
    let Some(mut browser) = Browser::start("plain")? else {
        return Ok(());
    };
    let document = plant()?;
    browser.ask(
        "Emulation.setScriptExecutionDisabled",
        &json!({"value": true}),
    )?;
    browser.size(390, 844)?;
    browser.open("plain.html", &to_html(&document))?;
    browser.ask(
        "Emulation.setScriptExecutionDisabled",
        &json!({"value": false}),
    )?;
    let text = browser.eval("document.querySelector('.doc').innerText")?;
    let text = text.as_str().unwrap_or_default();
    for fact in [
        "Anders Holt",
        "mayor of Karsholm",
        "planned",
        "14 March 2024",
        "45,000,000 USD",
        "confidence high",
        "together with",
    ] {
        assert!(text.contains(fact), "{fact}: {text}");
    }
    // What the script alone can do is not offered.
    let offered = "Array.from(document.querySelectorAll('.js')).filter(e => !e.hidden).length";
    assert_eq!(browser.eval(offered)?, json!(0));
    let broken = "Array.from(document.querySelectorAll('a[href^=\"#\"]')).filter(e => \
         !document.getElementById(e.getAttribute('href').slice(1))).map(e => e.getAttribute('href'))";
    let inside = |found: Value| {
        found
            .as_array()
            .is_some_and(|a| a.iter().all(|href| href == "#index"))
    };
    let found = browser.eval(broken)?;
    assert!(inside(found.clone()), "links that lead nowhere: {found}");
    let twice = "(() => { const all = Array.from(document.querySelectorAll('[id]')).map(e => e.id); return all.length - new Set(all).size; })()";
    assert_eq!(browser.eval(twice)?, json!(0));
    browser.look("light", "print")?;
    let sticky = "Array.from(document.querySelectorAll('body *')).filter(e => e.offsetHeight && ['sticky', 'fixed'].includes(getComputedStyle(e).position)).length";
    assert_eq!(browser.eval(sticky)?, json!(0));
    let tinted = "Array.from(document.querySelectorAll('body, .doc, .text, .facts, .q')).filter(e => \
         !['rgba(0, 0, 0, 0)', 'rgb(255, 255, 255)'].includes(getComputedStyle(e).backgroundColor)).length";
    assert_eq!(browser.eval(tinted)?, json!(0));
    let paper = browser.ask("Page.printToPDF", &json!({}))?;
    assert!(
        paper["data"]
            .as_str()
            .is_some_and(|data| data.len() > 10_000)
    );
    assert!(browser.errors.is_empty(), "{:?}", browser.errors);
    Ok(())
}

/// All text of a page has contrast, and nothing is wider than the window: light, dark and printed.
fn is_readable(browser: &mut Browser, name: &str, page: &str) -> Outcome {
    for (scheme, media) in [("light", "screen"), ("dark", "screen"), ("dark", "print")] {
        browser.look(scheme, media)?;
        browser.size(1440, 900)?;
        browser.open(&format!("{name}.html"), page)?;
        browser.eval("document.querySelectorAll('details').forEach(e => { e.open = true; })")?;
        let measured = browser.eval(CONTRAST)?;
        assert!(measured["count"].as_u64() > Some(5), "{name}: {measured}");
        assert_eq!(measured["low"], json!([]), "{name}, {scheme}, {media}");
        for width in [1440, 820, 390] {
            browser.size(width, 844)?;
            let over = browser.eval("document.documentElement.scrollWidth - innerWidth")?;
            assert!(
                over.as_i64() <= Some(0),
                "{name}, {media}, {width}: {over} too wide"
            );
        }
    }
    Ok(())
}

/// The page of a graph: the parts, the search, contrast, width, print, and what is left without the script.
#[test]
fn the_page_of_a_graph_can_be_read_searched_and_printed() -> Outcome {
    let Some(mut browser) = Browser::start("graph")? else {
        return Ok(());
    };
    let odd = "\u{202E}</script><script>throw 1</script>".to_owned() + &"x".repeat(300);
    let pages = [
        ("graph", to_graph_html(&page(""))),
        ("odd_graph", to_graph_html(&page(&odd))),
        ("no_graph", to_graph_html(&GraphPage::default())),
    ];
    for (name, html) in &pages {
        is_readable(&mut browser, name, html)?;
    }
    browser.look("light", "screen")?;
    browser.open("searched.html", &pages[0].1)?;
    let hits = "Array.from(document.querySelectorAll('#found li')).map(e => e.textContent)";
    for (words, expected) in [
        ("REGRET", "Ines Dahlgren: “I regret it.” Quote"),
        ("head velmora", "Relation"),
        ("reyk", "Tomas Reyk Person Name"),
        ("never met", "Against"),
        ("14 march", "Date"),
        ("a3.txt", "Document"),
    ] {
        browser.eval(&format!(
            "(() => {{ const f = document.getElementById('find'); f.value = {words:?}; f.dispatchEvent(new Event('input')); }})()"
        ))?;
        let found = browser.eval(hits)?.to_string();
        assert!(found.contains(expected), "{words}: {found}");
    }
    // A found place and a name in a table lead to what is there, by the keyboard too.
    for selector in ["#found li a", ".matrix th a"] {
        browser.eval(&format!(
            "document.querySelector('{selector}').focus({{focusVisible: true}})"
        ))?;
        let outline = "getComputedStyle(document.activeElement).outlineStyle";
        assert_eq!(browser.eval(outline)?, json!("solid"));
        browser.key("Enter", "\r")?;
        let there = "!!document.querySelector(':target')";
        assert_eq!(browser.eval(there)?, json!(true), "{selector}");
    }
    assert!(browser.errors.is_empty(), "{:?}", browser.errors);
    browser.ask(
        "Emulation.setScriptExecutionDisabled",
        &json!({"value": true}),
    )?;
    browser.open("plain_graph.html", &pages[0].1)?;
    browser.ask(
        "Emulation.setScriptExecutionDisabled",
        &json!({"value": false}),
    )?;
    let offered = "Array.from(document.querySelectorAll('.js')).filter(e => !e.hidden).length";
    assert_eq!(browser.eval(offered)?, json!(0));
    let text = browser.eval("document.body.innerText")?;
    let text = text.as_str().unwrap_or_default();
    for fact in [
        "Ines Dahlgren",
        "They never met.",
        "14 March 2024",
        "bytes 4 to 22",
    ] {
        assert!(text.contains(fact), "{fact}: {text}");
    }
    browser.look("light", "print")?;
    let sticky = "Array.from(document.querySelectorAll('body *')).filter(e => e.offsetHeight && ['sticky', 'fixed'].includes(getComputedStyle(e).position)).length";
    assert_eq!(browser.eval(sticky)?, json!(0));
    Ok(())
}
