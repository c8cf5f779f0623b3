use super::{Item, Sentence, maybe};
use crate::quoted::quoted;
use newsgraph::document::{Span as Place, Syntax};
use pyo3::prelude::*;

/// A word or punctuation mark, with what syntax says of it; `None` where that was not run.
#[pyclass(frozen, extends = Item, module = "newsgraph")]
#[derive(Debug)]
pub(crate) struct Token;

fn place(slf: &Bound<'_, Token>) -> Place {
    let item = slf.as_super().get();
    item.inner().tokens().unwrap_or_default()[item.at].span
}

fn syntax<'a>(slf: &'a Bound<'_, Token>) -> Option<&'a Syntax> {
    slf.as_super().get().inner().syntax().ok()
}

#[pymethods]
impl Token {
    /// Its text.
    #[getter]
    fn text<'a>(slf: &'a Bound<'_, Self>) -> &'a str {
        &slf.as_super().get().inner().text()[place(slf)]
    }

    /// Its first character.
    #[getter]
    fn start(slf: &Bound<'_, Self>) -> usize {
        slf.as_super().get().char_of(place(slf).start())
    }

    /// The one after its last character.
    #[getter]
    fn end(slf: &Bound<'_, Self>) -> usize {
        slf.as_super().get().char_of(place(slf).end())
    }

    /// Its universal part of speech, such as PROPN.
    #[getter]
    fn pos(slf: &Bound<'_, Self>) -> Option<&'static str> {
        let at = slf.as_super().get().at;
        syntax(slf).map(|syntax| syntax.upos(at).as_str())
    }

    /// Its part of speech in the tags of the Penn Treebank, such as NNP.
    #[getter]
    fn xpos<'a>(slf: &'a Bound<'_, Self>) -> Option<&'a str> {
        let at = slf.as_super().get().at;
        syntax(slf).map(|syntax| syntax.xpos(at))
    }

    /// Its base form.
    #[getter]
    fn lemma<'a>(slf: &'a Bound<'_, Self>) -> Option<&'a str> {
        let at = slf.as_super().get().at;
        syntax(slf).map(|syntax| syntax.lemma(at))
    }

    /// What it is to its head, such as nsubj.
    #[getter]
    fn dep<'a>(slf: &'a Bound<'_, Self>) -> Option<&'a str> {
        let at = slf.as_super().get().at;
        syntax(slf).map(|syntax| syntax.dep(at))
    }

    /// The word that it hangs on; `None` for the root of a sentence too.
    #[getter]
    fn head<'py>(slf: &Bound<'py, Self>) -> PyResult<Option<Bound<'py, Self>>> {
        let item = slf.as_super().get();
        let head = syntax(slf).and_then(|syntax| syntax.head(item.at));
        maybe(item.of(slf.py()), head)
    }

    /// The sentence that it stands in.
    #[getter]
    fn sentence<'py>(slf: &Bound<'py, Self>) -> PyResult<Option<Bound<'py, Sentence>>> {
        slf.as_super().get().sentence(slf.py(), Some(place(slf)))
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        let py = slf.py();
        Ok(format!("Token({})", quoted(py, Self::text(slf))?))
    }
}
