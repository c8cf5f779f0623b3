"""newsgraph within a pipeline of spaCy."""

import pytest

spacy = pytest.importorskip("spacy")

TEXT = "A ship 🚢 left. “We pay,” Ann Lee told Bob Ray in Ulm, “and leave.” On 6 May 2024 she said that it was over."


@pytest.fixture(scope="module")
def pipeline():
    pipeline = spacy.blank("en")
    pipeline.add_pipe("newsgraph")
    return pipeline


def test_quotes_stand_on_its_tokens(pipeline):
    doc = pipeline(TEXT)
    first, second = doc._.quotes
    assert [span.text for span in first.content] == ["“We pay,”", "“and leave.”"]
    assert (first.speaker.text, first.addressee.text, first.cue.text) == ("Ann Lee", "Bob Ray", "told")
    assert (second.speaker.text, second.quote.speaker.name, second.addressee) == ("she", "Ann Lee", None)
    assert [(span.text, span.label_) for span in doc.spans["quotes"]][0] == ("“We pay,”", "direct")
    assert doc._.newsgraph.text == TEXT


def test_entities_are_set_unless_they_are_to_stay(pipeline):
    doc = pipeline(TEXT)
    found = [(ent.text, ent.label_) for ent in doc.ents]
    assert ("Ann Lee", "Person") in found and ("6 May 2024", "Date") in found
    assert "she" in [span.text for span in doc.spans["mentions"]]
    other = spacy.blank("en")
    other.add_pipe("entity_ruler").add_patterns([{"label": "SHIP", "pattern": "🚢"}])
    other.add_pipe("newsgraph", config={"ents": False, "options": {"min_score": 1}})
    doc = other(TEXT)
    assert [ent.label_ for ent in doc.ents] == ["SHIP"] and doc._.quotes == []


def test_a_token_that_ends_elsewhere_is_taken_whole():
    pipeline = spacy.blank("en")
    pipeline.tokenizer = spacy.tokenizer.Tokenizer(pipeline.vocab)
    pipeline.add_pipe("newsgraph")
    quote = pipeline("“We pay,” said Ann Lee.")._.quotes[0]
    assert (quote.speaker.text, quote.quote.speaker.text) == ("Ann Lee.", "Ann Lee")


def test_many_are_read_in_order(pipeline):
    texts = [f"“Ship {at} sails,” Cora Dunn said." for at in range(40)]
    found = [doc._.quotes[0].content[0].text for doc in pipeline.pipe(texts)]
    assert found == [f"“Ship {at} sails,”" for at in range(40)]


def test_a_doc_is_stored_with_what_was_found(pipeline):
    doc = pipeline(TEXT)
    again = spacy.tokens.Doc(pipeline.vocab).from_bytes(doc.to_bytes())
    assert again._.newsgraph == doc._.newsgraph
    assert [quote.speaker.text for quote in again._.quotes] == ["Ann Lee", "she"]
    plain = pipeline.make_doc(TEXT)
    assert plain._.quotes == [] and plain._.newsgraph is None
