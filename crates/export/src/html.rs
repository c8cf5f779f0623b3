use crate::text::{Report, manner, one_line};
use crate::visible::{marked, name};
use newsgraph_document::{Document, EntityId, MentionId, MentionKind};
use std::collections::BTreeSet;
use std::fmt::{self, Write};

pub(crate) const HEAD: &str = include_str!("page.html");
pub(crate) const FOOT: &str = include_str!("page_end.html");

/// The document as a page that needs nothing from the network: the text with names, cues and
/// quotes marked, and lists of entities, quotes, relations and triples beside it.
pub fn to_html(document: &Document) -> String {
    [HEAD, &article(document), FOOT].concat()
}

pub(crate) fn article(document: &Document) -> String {
    let mut out = String::new();
    let report = Report::new(document);
    // Writing to a string does not fail.
    let written = write_article(&mut out, &report);
    debug_assert!(written.is_ok());
    out
}

fn write_article(out: &mut String, report: &Report<'_>) -> fmt::Result {
    let document = report.document;
    let title = match document.id() {
        "" => "Article".to_owned(),
        id => one_line(id),
    };
    write!(out, "<article>\n<h1>{}", element(&title))?;
    if let Some(date) = document.date() {
        write!(out, " <small>{date}</small>")?;
    }
    write!(out, "</h1>\n<div class=\"text\">")?;
    write_text(out, document)?;
    write!(out, "</div>\n<div class=\"side\">\n")?;
    write_entities(out, report)?;
    write_quotes(out, report)?;
    write_relations(out, report)?;
    write_triples(out, report)?;
    writeln!(out, "</div>\n</article>")
}

/// What covers a stretch of the text, of which the shortest is shown.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Cover {
    Mention(usize),
    Cue,
    Quote,
}

/// Writes the text in stretches over which the same annotations hold; spans may cross freely.
fn write_text(out: &mut String, document: &Document) -> fmt::Result {
    let mut edges: Vec<(usize, bool, usize, Cover)> = Vec::new();
    let mut add = |start: usize, end: usize, cover| {
        if start < end {
            edges.push((start, true, end - start, cover));
            edges.push((end, false, end - start, cover));
        }
    };
    let mentions = document.mentions().unwrap_or_default();
    for (at, mention) in mentions.iter().enumerate() {
        add(mention.span.start(), mention.span.end(), Cover::Mention(at));
    }
    for quote in document.quotes().unwrap_or_default() {
        for span in &quote.content {
            add(span.start(), span.end(), Cover::Quote);
        }
        if let Some(cue) = quote.cue {
            add(cue.start(), cue.end(), Cover::Cue);
        }
    }
    edges.sort_unstable();
    let mut open: BTreeSet<(usize, usize)> = BTreeSet::new();
    let (mut quotes, mut cues, mut from) = (0usize, 0usize, 0);
    for (at, opens, len, cover) in edges {
        if at > from {
            let mention = open.first().map(|&(_, mention)| mention);
            write_stretch(out, document, from..at, mention, quotes > 0, cues > 0)?;
            from = at;
        }
        match (cover, opens) {
            (Cover::Mention(mention), true) => {
                open.insert((len, mention));
            }
            (Cover::Mention(mention), false) => {
                open.remove(&(len, mention));
            }
            (Cover::Quote, true) => quotes += 1,
            (Cover::Quote, false) => quotes -= 1,
            (Cover::Cue, true) => cues += 1,
            (Cover::Cue, false) => cues -= 1,
        }
    }
    write_stretch(
        out,
        document,
        from..document.text().len(),
        None,
        false,
        false,
    )
}

fn write_stretch(
    out: &mut String,
    document: &Document,
    range: std::ops::Range<usize>,
    mention: Option<usize>,
    in_quote: bool,
    in_cue: bool,
) -> fmt::Result {
    let text = element(&document.text()[range]);
    let mut classes: Vec<String> = Vec::new();
    if in_quote {
        classes.push("q".to_owned());
    }
    if in_cue {
        classes.push("c".to_owned());
    }
    let mentions = document.mentions().unwrap_or_default();
    let Some((at, mention)) = mention.and_then(|at| Some((at, mentions.get(at)?))) else {
        return if classes.is_empty() {
            write!(out, "{text}")
        } else {
            write!(out, "<span class=\"{}\">{text}</span>", classes.join(" "))
        };
    };
    classes.push(format!("m {}", class(mention.label.as_str())));
    let kind = match mention.kind {
        MentionKind::Proper => "name",
        MentionKind::Nominal => "description",
        MentionKind::Pronoun => "pronoun",
        MentionKind::Value => "value",
    };
    let title = match &mention.value {
        Some(value) => format!("{} {kind}: {value}", mention.label),
        None => format!("{} {kind}", mention.label),
    };
    write!(
        out,
        "<span class=\"{}\" title=\"{}\"",
        classes.join(" "),
        attribute(&title)
    )?;
    if let Some(entity) = document.entity_of(MentionId::new(at)) {
        write!(out, " data-e=\"{}\"", entity.index())?;
    }
    write!(out, ">{text}</span>")
}

fn write_entities(out: &mut String, report: &Report<'_>) -> fmt::Result {
    writeln!(out, "<h2>Who and what is named</h2>\n<ul>")?;
    let entities = report.document.entities().unwrap_or_default();
    for (id, entity) in entities.iter().enumerate() {
        if !report.is_named(EntityId::new(id)) {
            continue;
        }
        let [name, label] = [&entity.name, entity.label.as_str()].map(|s| element(&one_line(s)));
        let class = class(entity.label.as_str());
        write!(
            out,
            "<li data-e=\"{id}\" class=\"{class}\"><b class=\"k\">{name}</b> {label}"
        )?;
        let aliases = report.aliases(entity);
        if !aliases.is_empty() {
            write!(out, "<small>{}</small>", element(&aliases.join(" · ")))?;
        }
        writeln!(out, "</li>")?;
    }
    writeln!(out, "</ul>")
}

fn write_quotes(out: &mut String, report: &Report<'_>) -> fmt::Result {
    writeln!(out, "<h2>Who said what to whom</h2>\n<ul>")?;
    for quote in report.document.quotes().unwrap_or_default() {
        write!(out, "<li><b>{}</b>", element(&report.speaker(quote)))?;
        if quote.addressee.is_some() {
            write!(out, " to <b>{}</b>", element(&report.who(quote.addressee)))?;
        }
        let content = element(&report.content(quote));
        write!(
            out,
            ", {}: <span class=\"q\">{content}</span>",
            manner(quote)
        )?;
        write_source(out, report.sentence(quote.content[0]))?;
        writeln!(out, "</li>")?;
    }
    writeln!(out, "</ul>")
}

fn write_relations(out: &mut String, report: &Report<'_>) -> fmt::Result {
    writeln!(out, "<h2>What relates to what</h2>\n<ul>")?;
    for relation in report.document.relations().unwrap_or_default() {
        let [subject, object] = [relation.subject, relation.object]
            .map(|entity| element(&report.entity_name(entity.index())));
        let label = element(&one_line(relation.label.as_str()));
        let notes = element(&report.relation_notes(relation));
        write!(out, "<li><b>{subject}</b> {label} <b>{object}</b>{notes}")?;
        let evidence = relation.evidence.first();
        write_source(out, evidence.and_then(|&span| report.sentence(span)))?;
        writeln!(out, "</li>")?;
    }
    writeln!(out, "</ul>")
}

fn write_triples(out: &mut String, report: &Report<'_>) -> fmt::Result {
    let triples = report.document.triples().unwrap_or_default();
    if triples.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "<details><summary>Statements ({})</summary>\n<ul>",
        triples.len()
    )?;
    for triple in triples {
        let [subject, predicate, object] = report.triple(triple).map(|part| element(&part));
        let notes = element(&report.notes(triple.negated, triple.hedged, triple.quote));
        writeln!(
            out,
            "<li><b>{subject}</b> {predicate} <b>{object}</b>{notes}</li>"
        )?;
    }
    writeln!(out, "</ul>\n</details>")
}

fn write_source(out: &mut String, sentence: Option<String>) -> fmt::Result {
    match sentence {
        Some(sentence) => write!(out, "<small>{}</small>", element(&sentence)),
        None => Ok(()),
    }
}

/// Text for an element. A character that is not seen stands as a mark with its number and name, so that the
/// page shows what the text holds.
fn element(text: &str) -> String {
    escape(text, |out, c, code| {
        let name = name(c);
        // Writing to a string does not fail.
        let _ = write!(
            out,
            "<span class=\"control\" title=\"{code} {name}\">[{code}]</span>"
        );
    })
}

/// Text for a quoted attribute, where marks are plain text.
fn attribute(text: &str) -> String {
    escape(text, |out, _, code| {
        let _ = write!(out, "[{code}]");
    })
}

/// A label as one name of a class.
fn class(label: &str) -> String {
    let part = |(c, hidden): (char, bool)| if hidden || c.is_whitespace() { '-' } else { c };
    attribute(&marked(label).map(part).collect::<String>())
}

fn escape(text: &str, mark: impl Fn(&mut String, char, &str)) -> String {
    let mut out = String::with_capacity(text.len());
    for (c, hidden) in marked(text) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ if hidden => mark(&mut out, c, &format!("U+{:04X}", u32::from(c))),
            // A page's reader turns a bare return into a new line; keep it as it is.
            '\r' => out.push_str("&#13;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn escaping_leaves_no_markup(text in "\\PC*|.*|[\u{2066}-\u{2069}<&\"'\r\n\0a]*") {
            for escaped in [attribute(&text), class(&text)] {
                prop_assert!(!escaped.contains(['<', '>', '"', '\'']));
                prop_assert!(marked(&escaped).all(|(_, hidden)| !hidden));
            }
            let back = attribute(&text)
                .replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"")
                .replace("&#39;", "'").replace("&#13;", "\r").replace("&amp;", "&");
            let shown = |(c, hidden): (char, bool)| {
                if hidden { format!("[U+{:04X}]", u32::from(c)) } else { c.to_string() }
            };
            prop_assert_eq!(back, marked(&text).map(shown).collect::<String>());
            let spans = marked(&text).filter(|(_, hidden)| *hidden).count();
            prop_assert_eq!(element(&text).matches('<').count(), 2 * spans);
        }
    }
}
