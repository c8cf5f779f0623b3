use crate::candidate::{self, Candidate, Pronoun, Sort};
use crate::entities::Entities;
use crate::lexicon::Lexicon;
use crate::{names, nominals, pronouns};
use newsgraph_document::{
    AnnotateError, Annotator, Document, Entity, Layer, Mention, MentionKind, Quote, Syntax,
    TokenizedText,
};

/// Groups mentions into entities, and finds descriptions and pronouns for them. Plain rules.
#[derive(Clone, Debug, Default)]
pub struct CorefResolver {
    lexicon: Lexicon,
}

/// The entities of a text, with the mentions that were found for them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Coreference {
    /// New mentions, of kind [`MentionKind::Nominal`] and [`MentionKind::Pronoun`], in text order.
    /// Their ids follow those of the mentions that were given.
    pub mentions: Vec<Mention>,
    /// Entities, sorted by their first mention.
    pub entities: Vec<Entity>,
}

impl CorefResolver {
    /// Groups the mentions. Values are no entities; every other given mention is in exactly one.
    /// Descriptions and pronouns are found in the trees, and only those that corefer with
    /// something are kept. Where the trees are not of this text, only names are joined.
    pub fn resolve(
        &self,
        text: TokenizedText<'_>,
        syntax: &Syntax,
        mentions: &[Mention],
        quotes: &[Quote],
    ) -> Coreference {
        let names: Vec<(usize, &Mention)> = mentions
            .iter()
            .enumerate()
            .filter(|(_, m)| {
                m.kind != MentionKind::Value
                    && m.span.end() <= text.text.len()
                    && m.span.fits(text.text)
            })
            .collect();
        let clusters = names::cluster(text.text, &names, &self.lexicon);
        let candidates = if syntax.len() == text.tokens.len() {
            candidate::collect(text, syntax, mentions, quotes, &self.lexicon)
        } else {
            Vec::new()
        };
        let mut entities = Entities::new(clusters, &candidates, mentions.len());
        for at in 0..candidates.len() {
            Self::place(text, syntax, quotes, &candidates, at, &mut entities);
        }
        entities.finish(text, mentions, &candidates)
    }

    fn place(
        text: TokenizedText<'_>,
        syntax: &Syntax,
        quotes: &[Quote],
        candidates: &[Candidate],
        at: usize,
        entities: &mut Entities,
    ) {
        let this = &candidates[at];
        if this.given.is_some() {
            entities.see(at, this);
            return;
        }
        let found = match this.pronoun {
            Some(Pronoun::I | Pronoun::We | Pronoun::You) if this.quote.is_none() => {
                entities.voice(this.pronoun)
            }
            Some(Pronoun::I | Pronoun::We) => {
                pronouns::participant(text, this, candidates, quotes, entities, |q| q.speaker)
            }
            Some(Pronoun::You) => {
                pronouns::participant(text, this, candidates, quotes, entities, |q| q.addressee)
            }
            Some(Pronoun::Relative) => pronouns::relative(syntax, this, candidates, at, entities),
            Some(_) => pronouns::antecedent(text, syntax, quotes, candidates, at, entities),
            None => nominals::antecedent(text, syntax, candidates, at, entities),
        };
        match found {
            Some(entity) => entities.add(entity, at, this),
            None if this.pronoun.is_none() => entities.open(at, this),
            None if this.quote.is_none() => entities.open_voice(at, this),
            None => {}
        }
    }
}

impl Annotator for CorefResolver {
    fn name(&self) -> &'static str {
        "coref"
    }

    fn requires(&self) -> &[Layer] {
        &[Layer::Syntax, Layer::Mentions, Layer::Quotes]
    }

    fn provides(&self) -> &[Layer] {
        &[Layer::Entities]
    }

    fn annotate(&self, document: &mut Document) -> Result<(), AnnotateError> {
        let found = self.resolve(
            document.tokenized()?,
            document.syntax()?,
            document.mentions()?,
            document.quotes()?,
        );
        document.append_mentions(found.mentions)?;
        document.set_entities(found.entities, self)?;
        Ok(())
    }
}

pub(crate) fn agrees(sort: Sort, other: Sort) -> bool {
    sort == other || sort == Sort::Unknown || other == Sort::Unknown
}
