"""Types, as mypy checks them."""

import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLE = '''
import datetime
import newsgraph

nlp = newsgraph.english(components=["tokenize", "syntax", "ner", "quote"], min_score=0.5)
doc = nlp("Ann left.", date=datetime.date(2024, 5, 6))
names: list[str] = [q.speaker.name for q in doc.quotes if q.speaker is not None]
for read in nlp.pipe([("Ann left.", {"id": "a"}), "Bob left.", {"text": "Cora left."}], threads=2):
    starts: list[int] = [start for start, _ in (part for q in read.quotes for part in q.content)]
quotes = newsgraph.to_arrow(nlp.pipe(["Ann left."])).quotes
rows: int = len(quotes)
'''

WRONG = {
    'newsgraph.english(components=["magic"])': "List item 0 has incompatible type",
    'newsgraph.english(components="quote")': 'Argument "components"',
    'newsgraph.english()("Ann left.", date=5)': 'Argument "date"',
    'newsgraph.english()("Ann left.").quotes[0].speaker.name': 'has no attribute "name"',
    'newsgraph.table_stream([], "quote")': 'Argument 2 to "table_stream"',
}


@pytest.fixture(scope="module", autouse=True)
def mypy():
    pytest.importorskip("mypy")


def check(path, code):
    path.write_text(code)
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir", path.parent / "cache", path],
        capture_output=True,
        encoding="utf-8",
    )
    return done.returncode, done.stdout


def test_right_code_passes(tmp_path):
    assert check(tmp_path / "right.py", EXAMPLE) == (0, "Success: no issues found in 1 source file\n")


def test_wrong_code_is_found(tmp_path):
    status, told = check(tmp_path / "wrong.py", "import newsgraph\n" + "\n".join(WRONG))
    assert status == 1
    for line, message in enumerate(WRONG.values(), 2):
        assert f"wrong.py:{line}: error: " in told and message in told, told


def test_the_stub_is_what_the_module_has(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "mypy.stubtest", "newsgraph._newsgraph"],
        capture_output=True,
        encoding="utf-8",
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_component_of_spacy_is_typed(tmp_path):
    pytest.importorskip("spacy")
    file = Path(__file__).resolve().parents[1] / "python" / "newsgraph" / "spacy.py"
    status, told = check(tmp_path / "component.py", file.read_text())
    assert status == 0, told
