"""The blocks of Python in the README and the book run, in the order of their page."""

import doctest
import re
from pathlib import Path

import newsgraph
import pytest

ROOT = Path(__file__).resolve().parents[3]
PAGES = [ROOT / "bindings" / "python" / "README.md", *sorted((ROOT / "docs" / "src").glob("*.md"))]
BLOCK = re.compile(r"^```py\n(.*?)^```$", re.M | re.S)
NEEDED = ("polars", "pandas", "duckdb", "pyarrow", "spacy")


def blocks(page):
    return BLOCK.findall(page.read_text(encoding="utf-8"))


def test_there_are_blocks():
    assert {page.name for page in PAGES if blocks(page)} >= {"README.md", "python.md"}


@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page)], ids=lambda page: page.name)
def test_blocks_run(page, tmp_path, monkeypatch):
    for name in NEEDED:
        if any(f"import {name}" in block for block in blocks(page)):
            pytest.importorskip(name)
    article = (ROOT / "examples" / "data" / "article.txt").read_text(encoding="utf-8")
    (tmp_path / "article.txt").write_text(article, encoding="utf-8")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "one.txt").write_text("“We pay,” Ann Lee said.", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    scope = {"__name__": "book"}
    for at, block in enumerate(blocks(page)):
        exec(compile(block, f"{page.name}, block {at}", "exec"), scope)


def test_the_docstring_runs():
    assert doctest.testmod(newsgraph, raise_on_error=True).attempted == 4
