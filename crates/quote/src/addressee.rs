use crate::reading::Reading;
use crate::reasons::AddressedBy;
use newsgraph_document::{Upos, dep};

/// The head of whom a reporting word is said to: its object, "to somebody", or the object of the verb that a
/// reporting participle goes with ("chided him, saying").
pub(crate) fn addressee(reading: &Reading<'_>, cue: usize) -> Option<(usize, AddressedBy)> {
    let (syntax, lexicon) = (reading.syntax, reading.lexicon);
    let object = |verb: usize| {
        syntax
            .dependents(verb)
            .find(|&t| matches!(syntax.dep(t), dep::OBJ | dep::IOBJ))
    };
    if lexicon.addresses(syntax.lemma(cue))
        && let Some(object) = object(cue)
    {
        return Some((object, AddressedBy::Object));
    }
    let to = |t: &usize| {
        let case = syntax.dependent(*t, dep::CASE);
        syntax.dep(*t) == dep::OBL
            && case.is_some_and(|c| lexicon.is_before_recipient(reading.text.word(c)))
    };
    let person = |t: &usize| matches!(syntax.upos(*t), Upos::Propn | Upos::Pron | Upos::Noun);
    if let Some(listener) = syntax.dependents(cue).filter(to).find(person) {
        return Some((listener, AddressedBy::Recipient));
    }
    let governor = syntax.head(cue).filter(|_| syntax.dep(cue) == dep::ADVCL)?;
    let object = lexicon
        .addresses(syntax.lemma(governor))
        .then(|| object(governor))
        .flatten();
    Some((object?, AddressedBy::Governor))
}
