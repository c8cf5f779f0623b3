"""Tables of Arrow, as other packages take them."""

import itertools

import newsgraph
import pytest

NAMES = ["documents", "sentences", "mentions", "entities", "quotes", "relations", "triples", "values"]
ROWS = [
    {"id": "🚢", "text": "A ship 🚢 left. “We pay,” Ann Lee told Bob Ray in Ulm.", "date": "2024-05-06"},
    {"id": "none", "text": "Nothing."},
    {"id": "b", "text": "Bob Ray works for the Harbour Bank. He said that it pays $5 million."},
]


@pytest.fixture(scope="module")
def docs(nlp):
    return list(nlp.pipe(ROWS))


@pytest.fixture(scope="module")
def tables(docs):
    return newsgraph.to_arrow(docs)


def test_each_table_has_its_rows(docs, tables):
    for name in NAMES:
        table = getattr(tables, name)
        assert table.name == name and table.column_names[:2] == ["document", "date"]
    counts = {name: len(getattr(tables, name)) for name in NAMES}
    for name in ("sentences", "mentions", "entities", "quotes", "relations", "triples"):
        assert counts[name] == sum(len(getattr(doc, name)) for doc in docs) > 0, name
    assert counts["documents"] == 3
    assert counts["values"] == sum(m.kind == "value" for doc in docs for m in doc.mentions) > 0
    assert repr(tables.quotes) == f"<Table quotes: {counts['quotes']} rows>"
    assert repr(tables).startswith("<Tables: 3 documents, ")


def test_pyarrow_takes_a_table_as_often_as_it_likes(docs, tables):
    pyarrow = pytest.importorskip("pyarrow")
    quotes = pyarrow.table(tables.quotes)
    assert quotes.equals(pyarrow.table(tables.quotes))
    assert quotes.schema == pyarrow.schema(tables.quotes)
    rows = quotes.to_pylist()
    found = [(doc, quote) for doc in docs for quote in doc.quotes]
    for row, (doc, quote) in zip(rows, found, strict=True):
        assert (row["document"], row["date"]) == (doc.id, doc.date)
        assert (row["words"], row["start"], row["end"]) == (quote.text, quote.start, quote.end)
        assert (row["kind"], row["act"]) == (quote.kind, quote.act)
        assert row["speaker"] == quote.speaker.entity.name
        assert doc.text[row["start"] : row["end"]] == row["words"]


def test_polars_pandas_and_duckdb_take_a_table(docs, tables):
    speakers = ["Ann Lee", "Bob Ray"]
    polars = pytest.importorskip("polars")
    assert polars.DataFrame(tables.quotes)["speaker"].to_list() == speakers
    pandas = pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    assert pandas.DataFrame.from_arrow(tables.quotes)["speaker"].to_list() == speakers
    duckdb = pytest.importorskip("duckdb")
    quotes = tables.quotes  # noqa: F841 DuckDB finds it by its name.
    assert duckdb.sql("SELECT speaker FROM quotes ORDER BY document").fetchall() == [
        ("Bob Ray",),
        ("Ann Lee",),
    ]


def test_positions_are_in_the_unit_that_is_asked_for(docs):
    pyarrow = pytest.importorskip("pyarrow")
    starts = {
        unit: pyarrow.table(newsgraph.to_arrow(docs, offsets=unit).quotes)["start"][0].as_py()
        for unit in ("byte", "char", "utf16")
    }
    assert starts == {"byte": 18, "char": 15, "utf16": 16}


def test_a_stream_makes_rows_as_they_are_asked_for(nlp):
    pyarrow = pytest.importorskip("pyarrow")
    taken = []

    def texts():
        for at in itertools.count():
            taken.append(at)
            yield f"“Ship {at} sails,” Cora Dunn told reporters."

    stream = newsgraph.table_stream(nlp.pipe(texts(), threads=2), "quotes", rows=10)
    reader = pyarrow.RecordBatchReader.from_stream(stream)
    assert taken == []
    for at in range(3):
        batch = reader.read_next_batch()
        assert batch["words"].to_pylist() == [f"“Ship {n} sails,”" for n in range(at * 10, at * 10 + 10)]
    assert len(taken) < 30 + 34
    with pytest.raises(ValueError, match="taken already; call table_stream again"):
        pyarrow.RecordBatchReader.from_stream(stream)


def test_a_stream_ends(docs):
    polars = pytest.importorskip("polars")
    stream = newsgraph.table_stream(iter(docs), "entities")
    frame = polars.DataFrame(stream)
    assert frame["name"].to_list() == [entity.name for doc in docs for entity in doc.entities]


def test_an_error_of_the_texts_reaches_whoever_asks_for_rows(nlp):
    pyarrow = pytest.importorskip("pyarrow")

    def broken():
        yield "Ann left."
        raise ZeroDivisionError("the source broke off")

    with pytest.raises(ZeroDivisionError):
        newsgraph.to_arrow(nlp.pipe(broken()))
    stream = newsgraph.table_stream(nlp.pipe(broken()))
    with pytest.raises(Exception, match="ZeroDivisionError: the source broke off"):
        pyarrow.RecordBatchReader.from_stream(stream).read_all()


def test_what_is_no_document_is_refused(docs):
    with pytest.raises(TypeError, match="expected documents, found str; read texts first, with nlp.pipe"):
        newsgraph.to_arrow(["Ann left."])
    with pytest.raises(newsgraph.OptionError, match='no table "quote"; choose from documents'):
        newsgraph.table_stream(docs, "quote")
    with pytest.raises(newsgraph.OptionError, match="offsets"):
        newsgraph.to_arrow(docs, offsets="chars")
