//! The report for a person to read in a terminal.

use crate::text::{Report, manner, one_line};
use crate::visible::visible_lines;
use newsgraph_document::{Document, EntityId, Layer, Mention, MentionKind, Span};
use std::collections::HashMap;
use std::fmt::{self, Write};

/// A report for a person to read: who is named, who said what to whom, and what relates to what, each with the
/// sentence that it came from; of a document without entities its names and values, of one without relations its
/// triples; where there is nothing of all that, what there is. Characters that are not seen are written as
/// [`visible`](crate::visible) writes them.
pub fn to_text(document: &Document) -> String {
    styled(document, &TextStyles::default())
}

/// What stands before and behind parts of a text report, such as the codes that a terminal shows as colours. Without any
/// the report is plain.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct TextStyles {
    /// Around a heading, and the id of the document.
    pub heading: [String; 2],
    /// Around a name, and the speaker of a quote.
    pub name: [String; 2],
    /// Around what a quote says.
    pub quote: [String; 2],
    /// Around the sentence that something came from.
    pub source: [String; 2],
}

pub(crate) fn styled(document: &Document, styles: &TextStyles) -> String {
    let mut page = Page::default();
    // Writing to a string does not fail.
    let written = Text(Report::new(document)).write(&mut page);
    debug_assert!(written.is_ok());
    page.with(styles)
}

/// The parts that have a style.
#[derive(Clone, Copy)]
enum Part {
    Heading,
    Name,
    Quote,
    Source,
}

/// A report that is being written, with where its parts are.
#[derive(Default)]
struct Page {
    text: String,
    parts: Vec<(usize, usize, Part)>,
}

impl Write for Page {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.text.push_str(text);
        Ok(())
    }
}

impl Page {
    fn add(&mut self, part: Part, text: &str) {
        let start = self.text.len();
        self.text.push_str(text);
        self.parts.push((start, self.text.len(), part));
    }

    fn heading(&mut self, heading: &str) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
        self.add(Part::Heading, heading);
        self.text.push('\n');
    }

    /// The report in which every character can be seen.
    fn with(&self, styles: &TextStyles) -> String {
        if *styles == TextStyles::default() {
            return visible_lines(&self.text).into_owned();
        }
        let mut out = String::new();
        let mut at = 0;
        for &(start, end, part) in &self.parts {
            let [before, behind] = match part {
                Part::Heading => &styles.heading,
                Part::Name => &styles.name,
                Part::Quote => &styles.quote,
                Part::Source => &styles.source,
            };
            out += &visible_lines(&self.text[at..start]);
            out += before;
            out += &visible_lines(&self.text[start..end]);
            out += behind;
            at = end;
        }
        out + &visible_lines(&self.text[at..])
    }
}

struct Text<'a>(Report<'a>);

impl Text<'_> {
    fn write(&self, page: &mut Page) -> fmt::Result {
        let document = self.0.document;
        let (id, date) = (one_line(document.id()), document.date());
        match (&id[..], date) {
            ("", None) => {}
            ("", Some(date)) => writeln!(page, "{date}\n")?,
            (id, date) => {
                page.add(Part::Heading, id);
                match date {
                    Some(date) => writeln!(page, " ({date})\n")?,
                    None => writeln!(page, "\n")?,
                }
            }
        }
        let start = page.text.len();
        if document.has(Layer::Entities) {
            self.names(page)?;
        } else {
            self.mentions(page)?;
        }
        self.quotes(page)?;
        if document.has(Layer::Relations) {
            self.relations(page)?;
        } else {
            self.triples(page)?;
        }
        if page.text.len() == start {
            self.nothing(page)?;
        }
        Ok(())
    }

    fn names(&self, page: &mut Page) -> fmt::Result {
        let entities = self.0.document.entities().unwrap_or_default().iter();
        let named = entities
            .enumerate()
            .filter(|(id, _)| self.0.is_named(EntityId::new(*id)));
        let mut is_first = true;
        for (_, entity) in named {
            if std::mem::take(&mut is_first) {
                page.heading("WHO AND WHAT IS NAMED");
            }
            let aliases = self.0.aliases(entity);
            let [name, label] = [&entity.name, entity.label.as_str()].map(one_line);
            write!(page, "  ")?;
            page.add(Part::Name, &name);
            write!(page, " ({label})")?;
            if !aliases.is_empty() {
                write!(page, ": also {}", aliases.join(", "))?;
            }
            writeln!(page)?;
        }
        Ok(())
    }

    /// Names and values, each once, with how often they stand there.
    fn mentions(&self, page: &mut Page) -> fmt::Result {
        let document = self.0.document;
        let words = |mention: &Mention| one_line(&document.text()[mention.span]);
        let mut counts: HashMap<(String, &str), usize> = HashMap::new();
        let mut order: Vec<&Mention> = Vec::new();
        for mention in document.mentions().unwrap_or_default() {
            let count = counts
                .entry((words(mention), mention.label.as_str()))
                .or_default();
            if *count == 0 {
                order.push(mention);
            }
            *count += 1;
        }
        for (heading, is_value) in [("NAMES", false), ("DATES AND AMOUNTS", true)] {
            let is_meant = |m: &&&Mention| (m.kind == MentionKind::Value) == is_value;
            for (at, mention) in order.iter().filter(is_meant).enumerate() {
                if at == 0 {
                    page.heading(heading);
                }
                let (words, label) = (words(mention), mention.label.as_str());
                write!(page, "  ")?;
                page.add(Part::Name, &words);
                write!(page, " ({})", one_line(label))?;
                if let Some(value) = &mention.value {
                    write!(page, ": {}", one_line(value))?;
                }
                match counts.get(&(words, label)) {
                    Some(&count) if count > 1 => writeln!(page, ", {count} times")?,
                    _ => writeln!(page)?,
                }
            }
        }
        Ok(())
    }

    fn quotes(&self, page: &mut Page) -> fmt::Result {
        let report = &self.0;
        for (at, quote) in report
            .document
            .quotes()
            .unwrap_or_default()
            .iter()
            .enumerate()
        {
            if at == 0 {
                page.heading("WHO SAID WHAT TO WHOM");
            }
            write!(page, "  ")?;
            page.add(Part::Name, &report.speaker(quote));
            if let Some(addressee) = quote.addressee {
                write!(page, " to {}", report.who(addressee))?;
            }
            if let Some(cue) = quote.cue {
                write!(page, ", \"{}\"", one_line(&report.document.text()[cue]))?;
            }
            write!(page, ", {}: ", manner(quote))?;
            page.add(Part::Quote, &report.content(quote));
            writeln!(page)?;
            self.source(page, quote.content[0])?;
        }
        Ok(())
    }

    fn relations(&self, page: &mut Page) -> fmt::Result {
        let report = &self.0;
        let relations = report.document.relations().unwrap_or_default();
        for (at, relation) in relations.iter().enumerate() {
            if at == 0 {
                page.heading("WHAT RELATES TO WHAT");
            }
            let [subject, object] =
                [relation.subject, relation.object].map(|e| report.entity_name(e.index()));
            let label = one_line(relation.label.as_str());
            write!(page, "  ")?;
            page.add(Part::Name, &subject);
            write!(page, " - {label} - ")?;
            page.add(Part::Name, &object);
            writeln!(page, "{}", report.relation_notes(relation))?;
            if let Some(&evidence) = relation.evidence.first() {
                self.source(page, evidence)?;
            }
        }
        Ok(())
    }

    fn triples(&self, page: &mut Page) -> fmt::Result {
        let report = &self.0;
        let triples = report.document.triples().unwrap_or_default();
        for (at, triple) in triples.iter().enumerate() {
            if at == 0 {
                page.heading("WHAT IS SAID OF WHAT");
            }
            let [subject, predicate, object] = report.triple(triple);
            let notes = report.notes(triple.negated, triple.hedged, triple.quote);
            writeln!(page, "  {subject} - {predicate} - {object}{notes}")?;
        }
        Ok(())
    }

    /// What there is where nothing is named, said or related.
    fn nothing(&self, page: &mut Page) -> fmt::Result {
        let document = self.0.document;
        let looked = [
            (Layer::Mentions, "names"),
            (Layer::Quotes, "quotes"),
            (Layer::Relations, "relations"),
            (Layer::Triples, "triples"),
        ];
        let looked = looked.into_iter().filter(|(layer, _)| document.has(*layer));
        let looked: Vec<&str> = looked.map(|(_, name)| name).collect();
        if let Some((last, before)) = looked.split_last() {
            let list = match before {
                [] => (*last).to_owned(),
                _ => format!("{} or {last}", before.join(", ")),
            };
            writeln!(page, "No {list} found.")?;
        }
        let Ok(text) = document.tokenized() else {
            if looked.is_empty() {
                let bytes = document.text().len();
                writeln!(page, "A text of {bytes} bytes; nothing was looked for.")?;
            }
            return Ok(());
        };
        let (sentences, words) = (text.sentences.len(), text.tokens.len());
        let with = if document.has(Layer::Syntax) {
            ", with parts of speech and trees"
        } else {
            ""
        };
        writeln!(
            page,
            "{}, {}{with}.",
            count(sentences, "sentence"),
            count(words, "word")
        )
    }

    fn source(&self, page: &mut Page, span: Span) -> fmt::Result {
        let Some(sentence) = self.0.sentence(span) else {
            return Ok(());
        };
        write!(page, "      from: ")?;
        page.add(Part::Source, &sentence);
        writeln!(page)
    }
}

/// `1 word`, `2 words`.
fn count(number: usize, noun: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{ending}")
}
