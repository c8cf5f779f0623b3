use super::{Item, Participant, Relation, Sentence, Triple, some};
use crate::quoted::quoted;
use crate::span::Span;
use newsgraph::document::{Quote as Found, QuoteId, QuoteView};
use pyo3::prelude::*;

/// What somebody said, wrote, thought, believed or intended.
#[pyclass(frozen, extends = Item, module = "newsgraph")]
#[derive(Debug)]
pub(crate) struct Quote;

fn found<'a>(slf: &'a Bound<'_, Quote>) -> &'a Found {
    let item = slf.as_super().get();
    &item.inner().quotes().unwrap_or_default()[item.at]
}

/// The numbers of the items that a quote claims.
fn claimed<T>(
    slf: &Bound<'_, Quote>,
    items: &[T],
    quote: impl Fn(&T) -> Option<QuoteId>,
) -> Vec<usize> {
    let own = Some(QuoteId::new(slf.as_super().get().at));
    let numbered = items.iter().enumerate();
    let own = numbered.filter(|(_, item)| quote(item) == own);
    own.map(|(at, _)| at).collect()
}

#[pymethods]
impl Quote {
    /// What is said, with its quotation marks; ` ... ` stands where other words part it.
    #[getter]
    fn text(slf: &Bound<'_, Self>) -> String {
        let item = slf.as_super().get();
        let quote = item.inner().view().quote(QuoteId::new(item.at));
        quote.map_or_else(String::new, |quote| QuoteView::text(quote).into_owned())
    }

    /// Its first character.
    #[getter]
    fn start(slf: &Bound<'_, Self>) -> usize {
        let first = found(slf).content.first().map_or(0, |span| span.start());
        slf.as_super().get().char_of(first)
    }

    /// The one after its last character.
    #[getter]
    fn end(slf: &Bound<'_, Self>) -> usize {
        let last = found(slf).content.last().map_or(0, |span| span.end());
        slf.as_super().get().char_of(last)
    }

    /// Where what is said stands: one span, or several where other words part it.
    #[getter]
    fn content(slf: &Bound<'_, Self>) -> Vec<Span> {
        Span::all(slf.as_super().get().of(slf.py()), &found(slf).content)
    }

    /// How much of it stands between quotation marks: direct, indirect or mixed.
    #[getter]
    fn kind(slf: &Bound<'_, Self>) -> &'static str {
        found(slf).kind.as_str()
    }

    /// What it reports: speech, thought, attitude or other.
    #[getter]
    fn act(slf: &Bound<'_, Self>) -> &'static str {
        found(slf).act.as_str()
    }

    /// The words that report it, such as "said".
    #[getter]
    fn cue(slf: &Bound<'_, Self>) -> Option<Span> {
        slf.as_super().get().span(slf.py(), found(slf).cue)
    }

    /// Who says it, the first of several; `None` where the text does not tell.
    #[getter]
    fn speaker(slf: &Bound<'_, Self>) -> Option<Participant> {
        Self::speakers(slf).into_iter().next()
    }

    /// Each of those who say it.
    #[getter]
    fn speakers(slf: &Bound<'_, Self>) -> Vec<Participant> {
        let item = slf.as_super().get();
        Participant::speakers(item.of(slf.py()), item.at, found(slf))
    }

    /// To whom it is said.
    #[getter]
    fn addressee(slf: &Bound<'_, Self>) -> Option<Participant> {
        let item = slf.as_super().get();
        Participant::addressee(item.of(slf.py()), item.at, found(slf))
    }

    /// The quote that it is part of.
    #[getter]
    fn parent<'py>(slf: &Bound<'py, Self>) -> PyResult<Option<Bound<'py, Self>>> {
        slf.as_super().get().quote(slf.py(), found(slf).parent)
    }

    /// The quotes that are directly part of it, in text order.
    #[getter]
    fn nested<'py>(slf: &Bound<'py, Self>) -> PyResult<Vec<Bound<'py, Self>>> {
        let item = slf.as_super().get();
        let quote = item.inner().view().quote(QuoteId::new(item.at));
        let nested = quote.into_iter().flat_map(QuoteView::nested);
        some(item.of(slf.py()), nested.map(|quote| quote.id().index()))
    }

    /// The relations that it claims.
    #[getter]
    fn relations<'py>(slf: &Bound<'py, Self>) -> PyResult<Vec<Bound<'py, Relation>>> {
        let item = slf.as_super().get();
        let relations = item.inner().relations().unwrap_or_default();
        some(item.of(slf.py()), claimed(slf, relations, |r| r.quote))
    }

    /// The triples that it claims.
    #[getter]
    fn triples<'py>(slf: &Bound<'py, Self>) -> PyResult<Vec<Bound<'py, Triple>>> {
        let item = slf.as_super().get();
        let triples = item.inner().triples().unwrap_or_default();
        some(item.of(slf.py()), claimed(slf, triples, |t| t.quote))
    }

    /// How sure it is, from 0 to 1.
    #[getter]
    fn score(slf: &Bound<'_, Self>) -> Option<f32> {
        found(slf).score
    }

    /// The sentence that it begins in.
    #[getter]
    fn sentence<'py>(slf: &Bound<'py, Self>) -> PyResult<Option<Bound<'py, Sentence>>> {
        let first = found(slf).content.first().copied();
        slf.as_super().get().sentence(slf.py(), first)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        let py = slf.py();
        let speaker = Self::speaker(slf);
        let speaker =
            speaker.map(|speaker| quoted(py, speaker.name()).map(|name| name.to_string()));
        let speaker = speaker.transpose()?.unwrap_or_else(|| "None".to_owned());
        let text = quoted(py, &Self::text(slf))?;
        Ok(format!("Quote({text}, speaker={speaker})"))
    }
}
