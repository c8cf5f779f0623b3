"""newsgraph as a component of a spaCy pipeline.

>>> import spacy
>>> nlp = spacy.blank("en")
>>> _ = nlp.add_pipe("newsgraph")
>>> doc = nlp("“We will act,” Angela Merkel told reporters in Berlin.")
>>> doc._.quotes[0].speaker
Angela Merkel
>>> doc.ents
(Angela Merkel, Berlin)

It needs `pip install newsgraph[spacy]`. What newsgraph found stands on spaCy's own tokens, found by characters; where its
words end within a token, the whole token is taken.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import newsgraph
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

_KEY = "newsgraph"


@dataclass(frozen=True)
class QuoteSpans:
    """A quote on spaCy's tokens; `quote` has the rest of it."""

    quote: newsgraph.Quote
    content: list[Span]
    cue: Span | None
    speaker: Span | None
    addressee: Span | None


class Newsgraph:
    """Reads the text of a `Doc`, and sets `doc.ents`, `doc.spans` and `doc._`."""

    def __init__(self, name: str, options: dict[str, Any], ents: bool, threads: int | None):
        self.name = name
        self.ents = ents
        self.threads = threads
        self.pipeline = newsgraph.english(**options)

    def __call__(self, doc: Doc) -> Doc:
        return self._set(doc, self.pipeline(doc.text))

    def pipe(self, docs: Iterable[Doc], batch_size: int = 256) -> Iterator[Doc]:
        """As many documents at once as threads work."""
        waiting: deque[Doc] = deque()

        def texts() -> Iterator[str]:
            for doc in docs:
                waiting.append(doc)
                yield doc.text

        for found in self.pipeline.pipe(texts(), threads=self.threads):
            yield self._set(waiting.popleft(), found)

    def _set(self, doc: Doc, found: newsgraph.Document) -> Doc:
        doc.user_data[_KEY] = found.to_json()
        doc.spans["quotes"] = [
            _span(doc, part, quote.kind) for quote in found.quotes for part in quote.content
        ]
        doc.spans["mentions"] = [_span(doc, mention, mention.label) for mention in found.mentions]
        if self.ents:
            named = [m for m in found.mentions if m.kind in ("proper", "value")]
            doc.set_ents(filter_spans([_span(doc, m, m.label) for m in named]))
        return doc


@Language.factory(
    "newsgraph",
    default_config={"options": {}, "ents": True, "threads": None},
    assigns=["doc.ents", "doc.spans", "doc._.newsgraph", "doc._.quotes"],
)
def make(
    nlp: Language, name: str, options: dict[str, Any], ents: bool, threads: int | None
) -> Newsgraph:
    """The component. `options` are those of `newsgraph.english`; without `ents`, `doc.ents` stays as it is."""
    return Newsgraph(name, options, ents, threads)


@lru_cache(maxsize=16)
def _read(json: str) -> newsgraph.Document:
    return newsgraph.read_json(json)


def _document(doc: Doc) -> newsgraph.Document | None:
    json = doc.user_data.get(_KEY)
    return None if json is None else _read(json)


def _quotes(doc: Doc) -> list[QuoteSpans]:
    found = _document(doc)
    return [] if found is None else [_on_tokens(doc, quote) for quote in found.quotes]


def _on_tokens(doc: Doc, quote: newsgraph.Quote) -> QuoteSpans:
    return QuoteSpans(
        quote=quote,
        content=[_span(doc, part, quote.kind) for part in quote.content],
        cue=_maybe(doc, quote.cue),
        speaker=_maybe(doc, quote.speaker),
        addressee=_maybe(doc, quote.addressee),
    )


_Placed = newsgraph.Span | newsgraph.Mention | newsgraph.Participant


def _maybe(doc: Doc, place: _Placed | None) -> Span | None:
    return None if place is None else _span(doc, place, "")


def _span(doc: Doc, place: _Placed, label: str) -> Span:
    span = doc.char_span(place.start, place.end, label=label, alignment_mode="expand")
    # Nothing ends beyond the text.
    assert span is not None
    return span


Doc.set_extension("newsgraph", getter=_document, force=True)
Doc.set_extension("quotes", getter=_quotes, force=True)
