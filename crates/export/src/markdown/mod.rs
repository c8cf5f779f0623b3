//! A report as Markdown.

mod escape;

use crate::text::{Report, manner, one_line, together};
use escape::{inline, start};
use newsgraph_document::{
    Document, Entity, EntityId, Label, Mention, MentionKind, Participant, Quote, Reference,
    Relation, Span,
};
use std::collections::BTreeMap;
use std::fmt::{self, Write};

/// The most bytes of a first paragraph that is taken for a headline.
const LONGEST_HEADLINE: usize = 200;

/// A report as Markdown (`CommonMark` with tables), for a forge or a notebook: the headline, who said what, by person, who is
/// who, how they relate, and what happened when.
///
/// Words of the text stand as they are, whatever they hold: what would be markup is escaped, and characters that are not seen are
/// written as [`visible`](crate::visible) writes them. Lists without items are left out.
pub fn to_markdown(document: &Document) -> String {
    let page = Page {
        report: Report::new(document),
        document,
    };
    let mut out = String::new();
    // Writing to a string does not fail.
    let written = page.write(&mut out);
    debug_assert!(written.is_ok());
    out
}

struct Page<'a> {
    report: Report<'a>,
    document: &'a Document,
}

impl Page<'_> {
    fn write(&self, out: &mut String) -> fmt::Result {
        let id = self.document.id();
        let title = self.headline().unwrap_or_else(|| one_line(id));
        writeln!(out, "# {}\n", inline(&title))?;
        let date = self.document.date().map(|date| date.to_string());
        let id = Some(one_line(id)).filter(|id| !id.is_empty() && *id != title);
        let source: Vec<String> = id.into_iter().chain(date).collect();
        if !source.is_empty() {
            writeln!(out, "{}\n", start(&source.join(", ")))?;
        }
        self.quotes(out)?;
        self.entities(out)?;
        self.relations(out)?;
        self.dates(out)
    }

    /// The first paragraph, where it is short and others follow.
    fn headline(&self) -> Option<String> {
        let paragraphs = self.document.paragraphs().ok()?;
        let first = *paragraphs.first()?;
        let is_headline = paragraphs.len() > 1 && first.len() <= LONGEST_HEADLINE;
        is_headline.then(|| one_line(&self.document.text()[first]))
    }

    fn quotes(&self, out: &mut String) -> fmt::Result {
        let quotes = self.document.quotes().unwrap_or_default();
        if quotes.is_empty() {
            return Ok(());
        }
        writeln!(out, "## Who said what\n")?;
        // Speakers in the order of their first quote.
        let mut by_speaker: BTreeMap<(usize, String), Vec<&Quote>> = BTreeMap::new();
        let mut first: BTreeMap<String, usize> = BTreeMap::new();
        for (at, quote) in quotes.iter().enumerate() {
            let speaker = self.speakers(quote);
            let at = *first.entry(speaker.clone()).or_insert(at);
            by_speaker.entry((at, speaker)).or_default().push(quote);
        }
        for ((_, speaker), quotes) in by_speaker {
            writeln!(out, "### {}\n", inline(&speaker))?;
            for quote in quotes {
                self.quote(out, quote)?;
            }
            writeln!(out)?;
        }
        Ok(())
    }

    /// The names of those who speak.
    fn speakers(&self, quote: &Quote) -> String {
        together(quote.each_speaker().map(|who| self.name(who)))
    }

    fn name(&self, who: &Participant) -> String {
        let entity = self.document.entity_of_participant(who);
        let name = entity.map(|e| self.report.entity_name(e.index()));
        let name = name.filter(|name| !name.is_empty());
        name.unwrap_or_else(|| one_line(&self.document.text()[who.span]))
    }

    fn quote(&self, out: &mut String, quote: &Quote) -> fmt::Result {
        let mut notes = vec![manner(quote)];
        if let Some(who) = quote.addressee {
            notes.push(format!("to {}", self.name(&who)));
        }
        let named = quote.speaker.filter(|who| who.how == Reference::Named);
        let role = named.and_then(|who| who.role);
        if let Some(role) = role {
            notes.push(format!("as {}", one_line(&self.document.text()[role])));
        }
        let words = self.report.content(quote);
        writeln!(out, "- {} ({})", start(&words), inline(&notes.join("; ")))
    }

    fn entities(&self, out: &mut String) -> fmt::Result {
        let entities = self.document.entities().unwrap_or_default();
        let named = |(id, _): &(usize, &Entity)| self.report.is_named(EntityId::new(*id));
        let mut named = entities.iter().enumerate().filter(named).peekable();
        if named.peek().is_none() {
            return Ok(());
        }
        writeln!(out, "## Who is who\n")?;
        head(out, &["Name", "Type", "Also", "Mentions"])?;
        for (_, entity) in named {
            let also = self.report.other_names(entity).join("; ");
            let mentions = entity.mentions.len().to_string();
            row(out, [&entity.name, entity.label.as_str(), &also, &mentions])?;
        }
        writeln!(out)
    }

    fn relations(&self, out: &mut String) -> fmt::Result {
        let relations = self.document.relations().unwrap_or_default();
        if relations.is_empty() {
            return Ok(());
        }
        writeln!(out, "## How they relate\n")?;
        head(out, &["Who", "Relation", "To whom", "Notes", "From"])?;
        for relation in relations {
            self.relation(out, relation)?;
        }
        writeln!(out)
    }

    fn relation(&self, out: &mut String, relation: &Relation) -> fmt::Result {
        let [subject, object] =
            [relation.subject, relation.object].map(|e| self.report.entity_name(e.index()));
        let label = relation.label.as_str().replace('_', " ");
        let notes = self.report.relation_notes(relation);
        let from = self
            .report
            .sentence(relation.evidence[0])
            .unwrap_or_default();
        row(out, [&subject, &label, &object, notes.trim(), &from])
    }

    /// What is said of each day, in the order of the days.
    fn dates(&self, out: &mut String) -> fmt::Result {
        let mentions = self.document.mentions().unwrap_or_default();
        let mut days: Vec<(&str, Span)> = mentions.iter().filter_map(day).collect();
        if days.is_empty() {
            return Ok(());
        }
        days.sort_by_key(|&(day, span)| (day, span));
        writeln!(out, "## When\n")?;
        head(out, &["Date", "In the text", "From"])?;
        let mut before = (String::new(), String::new());
        for (day, span) in days {
            let words = &self.document.text()[span];
            let from = self.report.sentence(span).unwrap_or_default();
            let here = (day.to_owned(), from);
            // A day that a sentence names twice is told once.
            if here != before {
                row(out, [day, words, &here.1])?;
            }
            before = here;
        }
        writeln!(out)
    }
}

/// The value of a date that begins with a year.
fn day(mention: &Mention) -> Option<(&str, Span)> {
    let value = mention.value.as_deref()?;
    let year = value.get(..4)?.bytes().all(|b| b.is_ascii_digit());
    let is_date = mention.kind == MentionKind::Value && mention.label == Label::DATE && year;
    is_date.then_some((value, mention.span))
}

fn head(out: &mut String, columns: &[&str]) -> fmt::Result {
    writeln!(out, "| {} |", columns.join(" | "))?;
    writeln!(out, "|{}", " --- |".repeat(columns.len()))
}

fn row<const N: usize>(out: &mut String, cells: [&str; N]) -> fmt::Result {
    let cells = cells.map(|cell| inline(&one_line(cell)));
    writeln!(out, "| {} |", cells.join(" | "))
}
