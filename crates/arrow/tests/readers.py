"""Compares the tables of documents, as other programs read them, with the JSON of the same documents.

    newsgraph annotate --offsets char --out facts.jsonl FILE...
    newsgraph annotate --offsets char --format parquet --out parquet FILE...
    newsgraph annotate --offsets char --format arrow --out arrow FILE...
    python3 readers.py facts.jsonl parquet arrow

Needs duckdb, pyarrow, polars and pandas; with pyspark and Java, Spark reads them too.
"""

import json
import pathlib
import sys

import duckdb
import pandas
import polars
import pyarrow
import pyarrow.compute
import pyarrow.ipc
import pyarrow.parquet

try:
    import pyspark
    from pyspark.sql import SparkSession
except ImportError:
    pyspark = None

TABLES = ["documents", "sentences", "mentions", "entities", "quotes", "relations", "triples", "values"]


def expected(articles):
    """The rows of the JSON, by table: the document, the number, the words where they are one span."""
    rows = {name: [] for name in TABLES}
    for article in articles:
        key, text = article["id"], article["text"]
        words = lambda spans: " ... ".join(text[start:end] for start, end in spans)
        rows["documents"].append((key, text))
        for at, span in enumerate(article["sentences"]):
            rows["sentences"].append((key, at, words([span])))
        for at, mention in enumerate(article["mentions"]):
            rows["mentions"].append((key, at, mention["text"]))
            if mention["kind"] == "value":
                rows["values"].append((key, at, mention["text"]))
        for at, entity in enumerate(article["entities"]):
            rows["entities"].append((key, at, entity["name"]))
        for at, quote in enumerate(article["quotes"]):
            rows["quotes"].append((key, at, words(quote["content"])))
        for at, relation in enumerate(article["relations"]):
            rows["relations"].append((key, at, words(relation["evidence"])))
        for at, triple in enumerate(article["triples"]):
            rows["triples"].append((key, at, triple["text"][0]))
    return rows


def columns(table):
    """The columns of a table that stand in the expected rows."""
    if table == "documents":
        return ["document", "text"]
    number = {"values": "mention", "entities": "entity"}.get(table, table[:-1])
    words = {"entities": "name", "triples": "subject"}.get(table, "words")
    return ["document", number, words]


def same(reader, table, found, wanted):
    found = [tuple(row) for row in found]
    assert found == wanted, f"{reader}, {table}: found {found[:3]}, wanted {wanted[:3]}"


def by_duckdb(folder, rows):
    connection = duckdb.connect()
    for table, wanted in rows.items():
        chosen = ", ".join(f'"{name}"' for name in columns(table))
        found = connection.sql(f"SELECT {chosen} FROM '{folder}/{table}.parquet'").fetchall()
        same("duckdb", table, found, wanted)
    # Positions are places of the text: those of characters count as substring does.
    places = f"""
        SELECT count(*), count(*) FILTER (substring(d.text, m.start + 1, m."end" - m.start) = m.words)
        FROM '{folder}/mentions.parquet' m JOIN '{folder}/documents.parquet' d USING (document)
    """
    mentions = len(rows["mentions"])
    assert connection.sql(places).fetchall() == [(mentions, mentions)]
    # Numbers find the rows of other tables, and lists open.
    said = f"""
        SELECT count(*), count(e.name) FROM '{folder}/quotes.parquet' q, unnest(q.speakers) AS s(who)
        LEFT JOIN '{folder}/entities.parquet' e ON e.document = q.document AND e.entity = who.entity
    """
    (speakers, named), = connection.sql(said).fetchall()
    joined = f"SELECT count(*) FILTER (q.speaker_entity IS NOT NULL) FROM '{folder}/quotes.parquet' q"
    assert speakers >= named >= connection.sql(joined).fetchall()[0][0] > 0
    keys = f"SELECT key, value FROM parquet_kv_metadata('{folder}/quotes.parquet')"
    metadata = {bytes(key): bytes(value) for key, value in connection.sql(keys).fetchall()}
    assert metadata[b"newsgraph.schema"] == b"1" and metadata[b"newsgraph.offsets"] == b"char"
    assert b"quotes\t" in metadata[b"newsgraph.made"]


def by_pyarrow(folder, ipc, rows):
    for table, wanted in rows.items():
        read = pyarrow.parquet.read_table(f"{folder}/{table}.parquet")
        with pyarrow.ipc.open_file(f"{ipc}/{table}.arrow") as file:
            mapped = file.read_all()
        assert mapped.schema.equals(read.schema) and mapped.equals(read), table
        mapped.validate(full=True)
        same("pyarrow", table, zip(*(read[name].to_pylist() for name in columns(table))), wanted)
        assert read.schema.metadata[b"newsgraph.table"] == table.encode()


def by_polars(folder, ipc, rows):
    for table, wanted in rows.items():
        read = polars.read_parquet(f"{folder}/{table}.parquet")
        same("polars", table, read.select(columns(table)).rows(), wanted)
        assert polars.read_ipc(f"{ipc}/{table}.arrow").equals(read), table
    spans = polars.scan_parquet(f"{folder}/quotes.parquet").explode("spans").unnest("spans", separator=".").collect()
    assert (spans["spans.end"] > spans["spans.start"]).all()


def by_pandas(folder, rows):
    for table, wanted in rows.items():
        read = pandas.read_parquet(f"{folder}/{table}.parquet")
        same("pandas", table, read[columns(table)].itertuples(index=False), wanted)


def by_spark(folder, rows):
    session = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
    for table, wanted in rows.items():
        read = session.read.parquet(f"{folder}/{table}.parquet").select(columns(table))
        same("spark", table, read.toLocalIterator(), wanted)
    session.stop()


def main():
    facts, folder, ipc = sys.argv[1:]
    articles = [json.loads(line) for line in pathlib.Path(facts).read_text("utf-8").split("\n") if line]
    rows = expected(articles)
    assert all(rows.values()), "each table has rows"
    by_duckdb(folder, rows)
    by_pyarrow(folder, ipc, rows)
    by_polars(folder, ipc, rows)
    by_pandas(folder, rows)
    readers = [duckdb, pyarrow, polars, pandas]
    if pyspark:
        by_spark(folder, rows)
        readers.append(pyspark)
    read = [f"{len(rows[table])} {table}" for table in TABLES]
    versions = [f"{module.__name__} {module.__version__}" for module in readers]
    print(f"{', '.join(versions)} read {', '.join(read)} as the JSON has them")


main()
