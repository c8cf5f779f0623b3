"""JSON and the report, beside the command."""

import json
import pickle

import newsgraph
import pytest

from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
ARTICLE = ROOT / "examples" / "data" / "article.txt"


def test_json_is_that_of_the_command(nlp, article, command):
    own = nlp(article, id=str(ARTICLE))
    for unit in ("byte", "char", "utf16"):
        row = command("annotate", "--format", "jsonl", "--offsets", unit, ARTICLE)
        assert own.to_json(offsets=unit) + "\n" == row
    whole = command("annotate", "--format", "json", ARTICLE)
    assert json.loads(whole) == [own.to_dict(offsets="byte")]


def test_fields_are_those_of_the_command(nlp, article, command):
    own = nlp(article, id=str(ARTICLE))
    row = command(
        "annotate", "--components", ",".join(nlp.components), "--layers", "quotes,text",
        "--format", "jsonl", ARTICLE,
    )  # fmt: skip
    assert own.to_json(layers=["quotes", "text"]) + "\n" == row
    assert sorted(own.to_dict(layers=["quotes"])) == [
        "date",
        "id",
        "layers",
        "offsets",
        "quotes",
        "schema",
    ]


def test_the_report_is_that_of_the_command(nlp, article, command):
    own = nlp(article, id=str(ARTICLE))
    assert own.to_html() == command("annotate", "--format", "html", ARTICLE)


def test_a_stream_is_that_of_the_command(nlp, command, tmp_path):
    rows = [
        {"id": f"r{at}", "text": f"“Ship {at} sails,” Cora Dunn said last month.", "date": "2024-05-06"}
        for at in range(40)
    ]
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    own = "".join(doc.to_json() + "\n" for doc in nlp.pipe(rows, threads=2))
    assert own == command("annotate", "--format", "jsonl", rows=lines)


def test_a_dict_slices_the_text(doc):
    told = doc.to_dict()
    assert told["offsets"] == "char" and told["date"] == "2017-03-19"
    for quote, found in zip(told["quotes"], doc.quotes, strict=True):
        assert [told["text"][start:end] for start, end in quote["content"]] == [
            part.text for part in found.content
        ]


def test_json_comes_back(doc):
    for unit in ("byte", "char", "utf16"):
        assert newsgraph.read_json(doc.to_json(offsets=unit)) == doc
    with pytest.raises(newsgraph.FormatError, match="schema"):
        newsgraph.read_json(doc.to_json().replace('"schema":2', '"schema":1', 1))
    with pytest.raises(newsgraph.FormatError, match="found a fault in line 1, column 2"):
        newsgraph.read_json("no JSON")


def test_results_are_pickled(doc):
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        assert pickle.loads(pickle.dumps(doc, protocol)) == doc
    quote = next(quote for quote in doc.quotes if quote.speaker and quote.cue)
    items = [
        *doc.quotes, *doc.entities, *doc.mentions, *doc.relations, *doc.triples,
        *doc.sentences, doc.tokens[3], quote.cue, quote.speaker,
    ]  # fmt: skip
    once = pickle.dumps(items)
    again = pickle.loads(once)
    assert again == items
    assert all(item.document is again[0].document for item in again), "one document"
    assert len(once) < 2 * len(pickle.dumps(doc))


def test_a_notebook_shows_the_report_in_a_frame(doc):
    shown = doc._repr_html_()
    assert shown.startswith('<iframe srcdoc="&lt;!DOCTYPE html>') or shown.startswith(
        '<iframe srcdoc="<!DOCTYPE html>'
    )
    page = shown.removeprefix('<iframe srcdoc="').partition('" style=')[0]
    assert '"' not in page
    assert page.replace("&quot;", '"').replace("&amp;", "&") == doc.to_html()


def test_wrong_names_say_what_there_is(doc):
    with pytest.raises(newsgraph.OptionError, match="choose 'byte', 'char' or 'utf16'"):
        doc.to_json(offsets="chars")
    with pytest.raises(newsgraph.OptionError, match='there is no "quote"; choose from text'):
        doc.to_dict(layers=["quote"])
