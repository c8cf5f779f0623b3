//! The items of a document from their rows.

use super::ReadError;
use super::cells::Cells;
use crate::rows::{
    EntityRow, MentionRow, ParticipantRow, QuoteRow, RelationRow, SentenceRow, TripleRow,
};
use newsgraph_document::{
    Date, Entity, Label, Mention, MentionId, OffsetUnit, Offsets, Participant, Quote, Relation,
    Sentence, Token, Triple,
};

type Read<T> = Result<T, ReadError>;

/// Reads the rows of a document.
pub(super) struct Reader<'a> {
    id: &'a str,
    offsets: Offsets,
}

impl<'a> Reader<'a> {
    pub(super) fn new(id: &'a str, text: &str, unit: OffsetUnit) -> Self {
        Self {
            id,
            offsets: Offsets::new(text, unit),
        }
    }

    fn table(&self, table: &'static str) -> Cells<'_> {
        Cells {
            table,
            id: self.id,
            offsets: &self.offsets,
        }
    }

    pub(super) fn date(&self, days: i32) -> Read<Date> {
        let date = crate::day::to_date(days);
        date.ok_or_else(|| {
            self.table("documents")
                .wrong("a day of the years 0 to 9999", days.into())
        })
    }

    /// How many mentions were set, where so many of them were appended.
    pub(super) fn set(&self, appended: i64, all: usize) -> Read<usize> {
        let count = usize::try_from(appended).ok();
        let set = count.and_then(|appended| all.checked_sub(appended));
        let expected = "how many of the mentions were appended";
        set.ok_or_else(|| self.table("documents").wrong(expected, appended))
    }

    /// The sentences, and the words in them.
    pub(super) fn sentences(&self, rows: &[SentenceRow<'_>]) -> Read<(Vec<Token>, Vec<Sentence>)> {
        let table = self.table("sentences");
        let mut tokens = Vec::new();
        let sentences = table.each(
            rows,
            |row| row.sentence,
            |row| {
                let first = tokens.len();
                for span in table.spans(&row.tokens)? {
                    tokens.push(Token { span });
                }
                Ok(Sentence {
                    span: table.span(row.start, row.end)?,
                    tokens: first..tokens.len(),
                    paragraph: table.number(row.paragraph, "the number of a paragraph")?,
                })
            },
        )?;
        Ok((tokens, sentences))
    }

    pub(super) fn mentions(&self, rows: &[MentionRow<'_>]) -> Read<Vec<Mention>> {
        let table = self.table("mentions");
        table.each(
            rows,
            |row| row.mention,
            |row| {
                Ok(Mention {
                    span: table.span(row.start, row.end)?,
                    label: Label::new(&row.label),
                    kind: table.word(&row.kind)?,
                    value: row.value.as_deref().map(str::to_owned),
                    score: row.score,
                })
            },
        )
    }

    pub(super) fn entities(&self, rows: &[EntityRow<'_>]) -> Read<Vec<Entity>> {
        let table = self.table("entities");
        table.each(
            rows,
            |row| row.entity,
            |row| {
                let mentions = row.mentions.iter();
                let mentions = mentions.map(|&at| {
                    table
                        .number(at, "the number of a mention")
                        .map(MentionId::new)
                });
                Ok(Entity {
                    label: Label::new(&row.label),
                    name: row.name.to_string(),
                    mentions: mentions.collect::<Read<_>>()?,
                })
            },
        )
    }

    pub(super) fn quotes(&self, rows: &[QuoteRow<'_>]) -> Read<Vec<Quote>> {
        let table = self.table("quotes");
        table.each(
            rows,
            |row| row.quote,
            |row| {
                let people = |rows: &[ParticipantRow<'_>]| -> Read<Vec<Participant>> {
                    rows.iter().map(|row| table.participant(row)).collect()
                };
                let mut speakers = people(&row.speakers)?;
                let speaker = speakers.first().copied();
                if speakers.len() < 2 {
                    speakers.clear();
                }
                Ok(Quote {
                    kind: table.word(&row.kind)?,
                    act: table.word(&row.act)?,
                    content: table.spans(&row.spans)?,
                    cue: table.maybe_span(row.cue_start, row.cue_end)?,
                    speaker,
                    speakers,
                    addressee: people(&row.addressees)?.first().copied(),
                    parent: table.quote(row.parent)?,
                    score: row.score,
                })
            },
        )
    }

    pub(super) fn relations(&self, rows: &[RelationRow<'_>]) -> Read<Vec<Relation>> {
        let table = self.table("relations");
        table.each(
            rows,
            |row| row.relation,
            |row| {
                Ok(Relation {
                    label: Label::new(&row.label),
                    subject: table.entity(row.subject_entity)?,
                    object: table.entity(row.object_entity)?,
                    evidence: table.spans(&row.spans)?,
                    status: table.word(&row.status)?,
                    role: table.maybe_span(row.role_start, row.role_end)?,
                    negated: row.negated,
                    hedged: row.hedged,
                    quote: table.quote(row.quote)?,
                    score: row.score,
                })
            },
        )
    }

    pub(super) fn triples(&self, rows: &[TripleRow<'_>]) -> Read<Vec<Triple>> {
        let table = self.table("triples");
        table.each(
            rows,
            |row| row.triple,
            |row| {
                let arguments = row.arguments.iter();
                let arguments = arguments.map(|argument| table.span(argument.start, argument.end));
                Ok(Triple {
                    subject: table.span(row.subject_start, row.subject_end)?,
                    implied: row.implied.as_deref().map(str::to_owned),
                    predicate: table.spans(&row.predicate_spans)?,
                    object: table.span(row.object_start, row.object_end)?,
                    arguments: arguments.collect::<Read<_>>()?,
                    negated: row.negated,
                    hedged: row.hedged,
                    quote: table.quote(row.quote)?,
                    score: row.score,
                })
            },
        )
    }
}
