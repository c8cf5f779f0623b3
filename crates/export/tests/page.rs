//! The page of a graph: whole and linked, with all facts, whatever its texts hold.

mod page_sample;

use newsgraph_export::{GraphPage, to_graph_html};
use page_sample::page;
use std::collections::BTreeSet;

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// The values of an attribute, in order.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    let parts = page.split(start.as_str()).skip(1);
    parts
        .filter_map(|part| Some(part.split_once('"')?.0))
        .collect()
}

fn body(html: &str) -> Result<&str, &'static str> {
    let (_, body) = html.split_once("<body>").ok_or("no body")?;
    Ok(body.split_once("<script>").ok_or("no script")?.0)
}

#[test]
fn every_link_leads_somewhere_and_ids_are_unique() -> Outcome {
    for page in [page(""), page("<^>"), GraphPage::default()] {
        let html = to_graph_html(&page);
        let body = body(&html)?;
        let ids = values(body, "id");
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len());
        for href in values(body, "href") {
            let to = href.strip_prefix('#').ok_or("a link out of the page")?;
            assert!(unique.contains(to), "{href}");
        }
        for address in ["http:", "https:", "src=", "@import", "url("] {
            let address_free = html.replace("url(#arrow)", "");
            assert!(!address_free.contains(address), "{address}");
        }
    }
    Ok(())
}

#[test]
fn all_facts_are_there_with_their_places() -> Outcome {
    let html = to_graph_html(&page(""));
    let body = body(&html)?;
    for fact in [
        "<span>12 documents</span>",
        "Ines Dahlgren</a> <small>30 quotes, 2 shown</small>",
        "<blockquote>“I regret it.”</blockquote>",
        "<q>“I regret it.”</q> <small>2 March 2024 · <a href=\"#d0\">a1.txt</a> · bytes 4 to 22</small>",
        "<td class=\"t5\">5</td>",
        "also Dahlgren",
        "6 more",
        "<em>head of</em>",
        "<span class=\"tag note\">former</span>",
        "<span class=\"tag note\">not certain</span>",
        "<span class=\"tag\">says Tomas Reyk</span>",
        "<span class=\"tag note\">denied</span> Ines Dahlgren met Tomas Reyk",
        "<b>somebody who is not told:</b> They never met.",
        "14 March 2024",
        "3 of 40 quotes are shown",
        "3 of 12 are shown, the newest",
    ] {
        assert!(body.contains(fact), "{fact}\n{body}");
    }
    // Dates in their order, those without a year last.
    let at = |words: &str| body.find(words).ok_or_else(|| format!("no {words}"));
    assert!(at("<b>2019</b>")? < at("<b>14 March 2024</b>")?);
    assert!(at("<b>14 March 2024</b>")? < at("<b>XXXX-06-01</b>")?);
    Ok(())
}

#[test]
fn no_text_becomes_markup() -> Outcome {
    let plain = to_graph_html(&page(""));
    for odd in [
        "<b>",
        "</script><script>x()</script>",
        "-->",
        "\" onclick=\"x()",
        "' onclick='x()",
        "</style>",
        "&lt;b&gt;",
        "{{ title }}",
    ] {
        let html = to_graph_html(&page(odd));
        for markup in [
            "<b",
            "<script",
            "<style",
            "<a ",
            "<div",
            "</title",
            "<!--",
            "onclick=\"x",
        ] {
            let count = |page: &str| page.matches(markup).count();
            assert_eq!(count(&html), count(&plain), "{odd:?}: {markup}");
        }
    }
    // What is not seen is shown by a mark, in the title too.
    for hidden in ["\u{202E}", "\0", "\u{200B}", "\u{7}"] {
        let html = to_graph_html(&page(hidden));
        assert!(!html.contains(hidden), "{hidden:?}");
        let mark = format!(
            "[U+{:04X}]",
            u32::from(hidden.chars().next().ok_or("empty")?)
        );
        assert!(html.matches(&mark).count() > 40, "{mark}");
    }
    Ok(())
}

#[test]
fn a_graph_of_nothing_says_so() -> Outcome {
    let html = to_graph_html(&GraphPage::default());
    let none = body(&html)?.matches("class=\"none\"").count();
    assert_eq!(none, 7);
    Ok(())
}
