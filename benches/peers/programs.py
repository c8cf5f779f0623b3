"""What is measured: each program with its step, and how it is called."""

import dataclasses

# The steps, in the order of the report, with what they count as work.
STEPS = {
    "pieces": "words and sentences",
    "parse": "tags and trees",
    "names": "names and values",
    "quotes": "who said what",
    "whole": "everything, JSON written",
    "threads": "everything, two threads",
}


@dataclasses.dataclass(frozen=True)
class Program:
    """One thing to run. In `command`, {texts}, {out}, {passes} and the paths of `run` are put in."""

    step: str
    name: str
    command: str
    passes: int = 1
    cores: int = 1
    # Read only the first of the texts: what is slow is measured on few.
    few: bool = False
    # What must be there for it: the environment of Python, or libtorch.
    needs: str = ""

    @property
    def key(self):
        return f"{self.step}: {self.name}"

    def arguments(self, **values):
        return [part.format(passes=self.passes, **values) for part in self.command.split()]


OURS = "newsgraph"
_ANNOTATE = "{newsgraph} annotate --format jsonl --out {out} {texts}"
_SEGMENT = "{segment} LIBRARY {texts} {passes}"
_PYTHON = "{python} {peers} PEER {texts} --passes {passes} --out {out} --md {md} --batch {batch}"


def _ours(step, options, threads=1):
    return Program(step, OURS, f"{_ANNOTATE} --threads {threads} {options}", cores=threads)


def _segment(name, library):
    return Program("pieces", name, _SEGMENT.replace("LIBRARY", library), passes=20)


def _python(step, name, peer, passes=1):
    return Program(step, name, _PYTHON.replace("PEER", peer), passes, needs="python")


PROGRAMS = [
    _segment(OURS, "newsgraph"),
    _segment("icu_segmenter", "icu"),
    _segment("unicode-segmentation", "unicode"),
    _python("pieces", "blingfire, no offsets", "blingfire", 10),
    _python("pieces", "blingfire, offsets", "blingfire-offsets", 2),
    _python("pieces", "spaCy, no model", "spacy-blank", 3),
    _python("pieces", "NLTK", "nltk", 2),
    _ours("parse", "--components tokenize,syntax"),
    _python("parse", "spaCy sm, tagger and parser", "spacy-parse"),
    _ours("names", "--components tokenize,ner"),
    _python("names", "spaCy md, ner", "spacy-names"),
    Program("names", "rust-bert, MiniLM", "{bert} {checkpoint} {texts}", few=True, needs="bert"),
    _ours("quotes", "--layers quotes"),
    _python("quotes", "textacy over spaCy sm", "textacy"),
    _ours("whole", ""),
    _python("whole", "spaCy sm", "spacy-sm"),
    _python("whole", "spaCy md", "spacy-md"),
    _ours("threads", "", threads=2),
]

# Documents of these many bytes, and how many bytes of each at least, for the growth by length. Of peers only the first
# ones: spaCy takes a gigabyte for each 100 KB, and refuses more than a million characters.
LENGTHS = [1_000, 10_000, 100_000, 1_000_000, 10_000_000]
PEER_LENGTHS = LENGTHS[:3]
LEAST_BYTES = 300_000


def lengths_of(program):
    """The lengths that a program is measured on."""
    if program.step != "whole" or program.name == "spaCy md":
        return []
    return LENGTHS if program.name == OURS else PEER_LENGTHS
