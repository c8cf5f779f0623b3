use newsgraph_document::{AnnotateError, Annotator, Date, Document, DocumentError};
use newsgraph_tokenize::annotate_plain;
use std::fmt;

/// Components in the order in which they read and write a document.
///
/// Share one between threads, by reference or in an `Arc`. What it gives for a document does not depend on others. The
/// shipped components keep some thousand words of those before, with what stands for them, to read them faster.
pub struct Pipeline {
    components: Vec<Box<dyn Annotator>>,
}

impl Pipeline {
    pub(crate) fn new(components: Vec<Box<dyn Annotator>>) -> Self {
        Self { components }
    }

    /// Runs every component on the document, in order. A document without tokens is read as its reader
    /// sees it (see [`PlainText`](newsgraph_tokenize::PlainText)): the components get the plain text, and
    /// the spans that they set are moved to where they stand in the document's own.
    ///
    /// # Errors
    /// [`AnnotateError`] of the component that failed; layers set before it stay, where the text is plain.
    /// No text makes the shipped components fail.
    pub fn annotate(&self, document: &mut Document) -> Result<(), AnnotateError> {
        annotate_plain(document, |document| {
            let mut components = self.components.iter();
            components.try_for_each(|component| component.annotate(document))
        })
    }

    /// Reads one text: a document with an empty id, annotated.
    ///
    /// # Errors
    /// [`AnnotateError`] as [`Pipeline::annotate`], and where the text is longer than 4 GiB.
    pub fn process(&self, text: &str) -> Result<Document, AnnotateError> {
        self.read(text, None)
    }

    /// Reads one text that was written on this day, against which "last month" is read.
    ///
    /// # Errors
    /// As [`Pipeline::process`].
    pub fn process_dated(&self, text: &str, date: Date) -> Result<Document, AnnotateError> {
        self.read(text, Some(date))
    }

    fn read(&self, text: &str, date: Option<Date>) -> Result<Document, AnnotateError> {
        let document =
            Document::new("", text).map_err(|e: DocumentError| AnnotateError::from(e))?;
        let mut document = document.with_date(date);
        self.annotate(&mut document)?;
        Ok(document)
    }

    /// Annotates every document, on all threads of the current `rayon` pool; results stand in the
    /// order of the documents and are the same for any number of threads.
    #[cfg(feature = "rayon")]
    pub fn annotate_all(&self, documents: &mut [Document]) -> Vec<Result<(), AnnotateError>> {
        use rayon::prelude::*;
        documents
            .par_iter_mut()
            .map(|document| self.annotate(document))
            .collect()
    }

    /// Annotates every document; results stand in the order of the documents.
    #[cfg(not(feature = "rayon"))]
    pub fn annotate_all(&self, documents: &mut [Document]) -> Vec<Result<(), AnnotateError>> {
        documents
            .iter_mut()
            .map(|document| self.annotate(document))
            .collect()
    }

    /// Names of the components, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.components.iter().map(|c| c.name())
    }
}

impl fmt::Debug for Pipeline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.names()).finish()
    }
}
