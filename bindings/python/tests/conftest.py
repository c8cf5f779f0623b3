"""What tests share: the pipeline, the article, and the command."""

import os
import subprocess
from pathlib import Path

import newsgraph
import pytest

ROOT = Path(__file__).resolve().parents[3]
ARTICLE = ROOT / "examples" / "data" / "article.txt"
STORY = ROOT / "examples" / "data" / "story"


@pytest.fixture(scope="session")
def nlp():
    return newsgraph.english()


@pytest.fixture(scope="session")
def article():
    return ARTICLE.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def doc(nlp, article):
    return nlp(article, id="article", date="2017-03-19")


@pytest.fixture(scope="session")
def command():
    """Runs the command, whose output comes back as text."""
    program = os.environ.get("NEWSGRAPH_COMMAND", ROOT / "target" / "release" / "newsgraph")
    if not os.access(program, os.X_OK):
        pytest.skip(f"no command at {program}: cargo build --release --package newsgraph-cli")

    def run(*arguments, rows=None):
        done = subprocess.run(
            [program, *map(str, arguments)], input=rows, capture_output=True, encoding="utf-8"
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run
