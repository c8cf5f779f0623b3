"""Documents and what was found in them."""

import datetime

import newsgraph
import pytest

TEXT = (
    "🚢 “We will close the yard,” Ann Lee, chair of the Ulm Bank, told Bob Ray in Ulm, “and pay "
    "everybody.” She said that it was over.\n\nRay works for the Harbour Bank."
)


@pytest.fixture(scope="module")
def ulm(nlp):
    return nlp(TEXT, id="ulm", date=datetime.date(2024, 5, 6))


def test_a_document_has_its_text_id_and_day(ulm):
    assert (ulm.text, ulm.id, ulm.date) == (TEXT, "ulm", datetime.date(2024, 5, 6))
    assert ulm.text is ulm.text, "made once"
    assert repr(ulm).startswith("<Document 'ulm' of 2024-05-06: ")
    assert [str(p) for p in ulm.paragraphs] == TEXT.split("\n\n")


def test_a_quote_says_who_said_what_to_whom(ulm):
    quote = ulm.quotes[0]
    assert quote.text == "“We will close the yard,” ... “and pay everybody.”"
    assert [part.text for part in quote.content] == ["“We will close the yard,”", "“and pay everybody.”"]
    assert (quote.kind, quote.act, str(quote.cue)) == ("direct", "speech", "told")
    assert (quote.speaker.name, quote.speaker.how) == ("Ann Lee", "named")
    assert str(quote.speaker.role) == "chair of the Ulm Bank"
    assert quote.speaker.for_.name == "Ulm Bank"
    assert str(quote.speaker.head) == "Lee"
    assert quote.addressee.entity == ulm.entity_named("Bob Ray")
    assert quote.sentence == ulm.sentences[0]
    assert 0 < quote.score <= 1
    later = ulm.quotes[1]
    assert (later.speaker.text, later.speaker.name, later.kind) == ("She", "Ann Lee", "indirect")


def test_positions_are_those_of_python(ulm):
    placed = [
        *ulm.sentences,
        *ulm.tokens,
        *ulm.mentions,
        *(part for quote in ulm.quotes for part in quote.content),
        *(speaker for quote in ulm.quotes for speaker in quote.speakers),
        *(span for relation in ulm.relations for span in relation.evidence),
        *(span for triple in ulm.triples for span in (triple.subject, triple.object)),
    ]
    assert len(placed) > 60
    for item in placed:
        assert ulm.text[item.start : item.end] == item.text, item


def test_entities_know_what_they_say_and_how_they_relate(ulm):
    lee, ray = ulm.entity_named("Ann Lee"), ulm.entity_named("Ray")
    assert (lee.name, lee.label, lee.names) == ("Ann Lee", "Person", ["Ann Lee"])
    assert [mention.text for mention in lee.mentions] == ["Ann Lee", "chair of the Ulm Bank", "She"]
    assert [mention.kind for mention in lee.mentions] == ["proper", "nominal", "pronoun"]
    assert lee.quotes == ulm.quotes
    assert ray.quotes_to == ulm.quotes[:1]
    works = next(relation for relation in ray.relations if relation.object.name == "Harbour Bank")
    assert (works.subject, works.status, works.negated) == (ray, "now", False)
    assert works in ulm.relations and works.quote is None
    assert ulm.entity_named("Nobody") is None
    assert all(m.entity is None or m in m.entity.mentions for m in ulm.mentions)


def test_a_token_has_its_syntax(ulm):
    token = next(token for token in ulm.tokens if token.text == "works")
    assert (token.pos, token.xpos, token.lemma, token.dep, token.head) == (
        "VERB",
        "VBZ",
        "work",
        "root",
        None,
    )
    subject = token.sentence.tokens[0]
    assert (subject.text, subject.dep, subject.head) == ("Ray", "nsubj", token)


def test_a_claim_knows_its_quote(nlp):
    doc = nlp("“Ann Lee is the chair of the Ulm Bank,” Bob Ray said.")
    quote = doc.quotes[0]
    assert [relation.quote for relation in quote.relations] == [quote]
    assert quote.triples[0].text == ("Ann Lee", "is", "the chair of the Ulm Bank")
    assert quote.triples[0].quote == quote


def test_a_quote_within_a_quote_has_a_parent(nlp):
    doc = nlp("“Ann Lee told me, ‘We will pay,’” Bob Ray said.")
    inner = next(quote for quote in doc.quotes if quote.parent is not None)
    assert inner.parent in doc.quotes and inner in inner.parent.nested


def test_a_span_unpacks(ulm):
    cue = ulm.quotes[0].cue
    start, end = cue
    assert (start, end) == (cue.start, cue.end) == tuple(cue)
    assert ulm.span(start, end) == cue and hash(ulm.span(start, end)) == hash(cue)
    assert len({cue, ulm.span(start, end), ulm.span(0, 1)}) == 2
    assert str(ulm.span(0, 1)) == "🚢"
    with pytest.raises(IndexError, match="no span from 3 to 9999 in a text of"):
        ulm.span(3, 9999)


def test_items_are_equal_in_equal_documents(nlp, ulm):
    again = nlp(TEXT, id="ulm", date="2024-05-06")
    other = nlp(TEXT, id="other", date="2024-05-06")
    assert again == ulm and hash(again) == hash(ulm) and again is not ulm
    assert again.quotes == ulm.quotes and set(again.quotes) == set(ulm.quotes)
    assert other != ulm and other.quotes != ulm.quotes
    assert ulm.quotes[0] != ulm.quotes[1] and ulm.quotes[0] != ulm.mentions[0]
    assert ulm.quotes[0].speaker == again.quotes[0].speaker
    assert ulm.quotes[0].document is ulm


def test_a_layer_that_was_not_run_is_told_from_an_empty_one():
    doc = newsgraph.english(components=["tokenize"])("Ann left.")
    assert doc.has("tokens") and not doc.has("quotes") and doc.quotes == []
    assert doc.tokens[0].pos is None
    with pytest.raises(newsgraph.OptionError, match="no layer \"quote\"; choose from tokens"):
        doc.has("quote")


def test_texts_of_any_kind_are_read(nlp):
    for text in ["", " ", "a", "“", "日本語のニュース", "🚢" * 500, "\0\n\r\n"]:
        assert nlp(text).text == text
    with pytest.raises(UnicodeEncodeError):
        nlp("half of a pair: \ud800")


def test_reprs_show_the_words(ulm):
    assert repr(ulm.quotes[1]) == "Quote('that it was over', speaker='Ann Lee')"
    assert repr(ulm.entity_named("Ann Lee")) == "Entity('Ann Lee', Person)"
    assert repr(ulm.quotes[0].cue).endswith("'told')")
    assert repr(ulm.sentences[-1]) == "Sentence('Ray works for the Harbour Bank.')"


def test_everything_has_a_docstring():
    public = [value for name, value in vars(newsgraph).items() if not name.startswith("_")]
    for value in public:
        assert value.__doc__, value
        for name, member in vars(value).items() if isinstance(value, type) else ():
            assert name.startswith("__") or name.startswith("_") or member.__doc__, (value, name)
