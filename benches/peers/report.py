"""Makes the report of a run: Markdown and, where matplotlib is there, plots.

usage: report.py FOLDER [--write]

It reads FOLDER/results.json and writes FOLDER/report.md and the plots beside it. With --write they go into the book:
between the markers of docs/src/speed.md, and into docs/src/speed/.
"""

import importlib.util
import json
import pathlib
import statistics
import sys

sys.dont_write_bytecode = True

import accuracy  # noqa: E402
import measure  # noqa: E402
from measure import significant  # noqa: E402
from programs import OURS, STEPS  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
BOOK = HERE.parent.parent / "docs" / "src"
OPEN, CLOSE = "<!-- peers: made by benches/peers/run --write -->", "<!-- /peers -->"

# What is aimed at: the step, the peer, how many times faster.
AIMS = [
    ("parse", "spaCy sm, tagger and parser", 14),
    ("names", "spaCy md, ner", 20),
    ("whole", "spaCy sm", 11),
    ("whole", "spaCy md", 14),
    ("pieces", "blingfire, no offsets", 1.2),
]
AIM_THREADS, AIM_START, AIM_MEMORY, AIM_LONG, AIM_BINARY = 1.9, 0.012, 40e6, 350e6, 30e6


def table(header, rows):
    """A table of Markdown, and an empty line."""
    lines = [header, ["---"] * len(header), *rows]
    return ["| " + " | ".join(map(str, line)) + " |" for line in lines] + [""]


def times(three):
    middle, least, most = (significant(number, 2) for number in three)
    return middle if least == most else f"{middle} ({least} to {most})"


def megabytes(number):
    return f"{significant(number / 1e6, 2 if number < 100e6 else 3)} MB"


def seconds(number):
    return f"{number * 1000:.0f} ms" if number < 1 else f"{number:.1f} s"


class Results:
    """What a run measured, with the questions that the report asks."""

    def __init__(self, results):
        self.about, self.files = results["about"], results["files"]
        self.runs, self.lengths = results["runs"], results["lengths"]
        self.told = results["allocations"]

    def steps(self):
        """The steps with their programs, in order."""
        for step in STEPS:
            names = [key.split(": ", 1)[1] for key in self.runs if key.startswith(f"{step}: ")]
            if names:
                yield step, names

    def of(self, step, name):
        return self.runs.get(f"{step}: {name}")

    def words(self, step, name):
        """How many words a run of a program reads."""
        program = accuracy.program(step, name)
        return self.files["few" if program.few else "corpus"]["words"] * program.passes

    def rate(self, step, name, clock=None):
        """Words a second of processor time; on two threads, by the clock."""
        clock = clock or ("wall" if step == "threads" else "cpu")
        return measure.rate(self.of(step, name), self.words(step, name), clock)

    def ratio(self, step, name):
        """How many times faster newsgraph is at a step than another program; None where that did not run."""
        ours, theirs = self.of(step, OURS), self.of(step, name)
        if not ours or not theirs:
            return None
        return measure.ratio(ours, self.words(step, OURS), theirs, self.words(step, name))

    def threads(self):
        """How many times faster two threads are than one, by the clock."""
        two, one = self.of("threads", OURS), self.of("whole", OURS)
        return measure.ratio(two, 1, one, 1, "wall")

    def allocations(self):
        """Of each component: allocations of the first article, allocations and bytes of those after it."""
        found = {}
        for row in self.told:
            found.setdefault(row["name"], {})[row["group"]] = row["value"]
        groups = ("allocations, first article", "allocations", "allocated")
        return {name: [of[group] for group in groups] for name, of in found.items() if set(groups) <= set(of)}

    def memory(self, step, name):
        return max(run["corpus"]["memory"] for run in self.of(step, name))

    def middle(self, step, name, part, clock):
        return statistics.median(run[part][clock] for run in self.of(step, name))

    def rest(self):
        """The share of the time by the clock that our runs on one core had the core."""
        shares = [run["corpus"]["cpu"] / run["corpus"]["wall"] for run in self.of("whole", OURS)]
        return min(shares)


def provenance(results):
    about, corpus = results.about, results.files["corpus"]
    made = "generated articles" if about["generated"] else "articles of the user's"
    return [
        f"{about['date']}, commit {about['commit']}, `{about['command']}`: rounds of all programs in turn: {about['rounds']}; on "
        f"{about['processor']}, {about['cores']} cores, {about['system']}; {corpus['texts']} {made}, {corpus['words']:,} words between "
        f"spaces, {corpus['bytes'] / 1000:,.0f} KB. The whole pipeline had its core for {100 * results.rest():.0f} % of the time or more.",
        "",
    ]


def aims(results):
    rows = []
    for step, name, aim in AIMS:
        measured = results.ratio(step, name)
        if measured:
            rows.append([f"{STEPS[step]}: newsgraph / {name}", times(measured), significant(aim, 2)])
    rows.append(["two threads / one, by the clock", times(results.threads()), AIM_THREADS])
    start = results.middle("whole", OURS, "start", "wall")
    rows.append(["start to the first result", seconds(start), f"{seconds(AIM_START)} at most"])
    rows.append(["memory over the articles", megabytes(results.memory("whole", OURS)), f"{megabytes(AIM_MEMORY)} at most"])
    long = results.lengths.get(f"whole: {OURS}", {}).get("10000000")
    if long:
        rows.append(["memory over a document of 10 MB", megabytes(long["corpus"]["memory"]), f"{megabytes(AIM_LONG)} at most"])
    rows.append(["the command with all models", megabytes(results.about["binary"]), f"{megabytes(AIM_BINARY)} at most"])
    return table(["what", "measured", "aim"], rows)


def throughput(results):
    rows = []
    for step, names in results.steps():
        for name in names:
            other = results.ratio(step, name) if name != OURS else None
            whole = [seconds(results.middle(step, name, "corpus", clock)) for clock in ("cpu", "wall")]
            rate = significant(results.rate(step, name))
            rows.append([STEPS[step], name, rate, times(other) if other else "", " / ".join(whole)])
    return table(["work", "program", "words/s", "newsgraph is faster", "whole process, processor / clock"], rows)


def starts(results):
    rows = []
    for step, names in results.steps():
        for name in names:
            clocks = [seconds(results.middle(step, name, "start", clock)) for clock in ("wall", "cpu")]
            memory = [megabytes(max(run[part]["memory"] for run in results.of(step, name))) for part in ("start", "corpus")]
            rows.append([STEPS[step], name, *clocks, *memory])
    header = ["work", "program", "one sentence, by the clock", "processor time", "memory, one sentence", "memory, all texts"]
    return table(header, rows)


def growth(results):
    rows = []
    for key, lengths in results.lengths.items():
        for length, run in lengths.items():
            words = results.files[length]["words"]
            kilobytes = f"{int(length) / 1000:,.0f} KB"
            name = key.split(": ", 1)[1]
            rows.append([name, kilobytes, significant(words / measure.net(run)), megabytes(run["corpus"]["memory"])])
    return table(["program", "length of a document", "words/s", "memory"], rows) if rows else []


def allocated(results):
    rows = [[name, f"{first:,}", f"{after:,}", f"{size / 1000:,.0f} KB"] for name, (first, after, size) in results.allocations().items()]
    header = ["component", "allocations, first article", "allocations, an article after it", "bytes, an article after it"]
    return table(header, rows) if rows else []


def does():
    lines = (HERE / "does.tsv").read_text(encoding="utf-8").splitlines()
    header, *rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return table(header, rows)


def report(results, plots):
    """The lines of the report, with the plots that were made."""

    def plot(name, words):
        return [f"![{words}](speed/{name}.svg)", ""] if name in plots else []

    lines = provenance(results)
    lines += aims(results)
    lines += ["### Throughput", "", *throughput(results), *plot("throughput", "words a second by work and program")]
    lines += plot("threads", "words a second by the number of threads")
    lines += ["### Start and memory", "", *starts(results)]
    if results.lengths:
        lines += ["### Growth by length", "", *growth(results), *plot("growth", "time by the length of a document")]
    if results.allocations():
        lines += ["### Allocations", "", *allocated(results)]
    if plots:
        lines += ["### Accuracy against speed", "", *accuracy.table(results, table)]
        lines += plot("accuracy", "accuracy against words a second")
        lines += ["### What each does", "", *does()]
    return lines


def put(lines):
    """Puts the lines between the markers of the page."""
    page = BOOK / "speed.md"
    text = page.read_text(encoding="utf-8")
    before, rest = text.split(OPEN, 1)
    after = rest.split(CLOSE, 1)[1]
    page.write_text(f"{before}{OPEN}\n\n" + "\n".join(lines) + f"\n{CLOSE}{after}", encoding="utf-8")


def main():
    folder, *options = sys.argv[1:]
    folder = pathlib.Path(folder)
    results = Results(json.loads((folder / "results.json").read_text(encoding="utf-8")))
    book = "--write" in options
    plots = []
    if importlib.util.find_spec("matplotlib"):
        import plots as drawing

        plots = drawing.draw(results, BOOK / "speed" if book else folder / "speed")
    lines = report(results, plots)
    (folder / "report.md").write_text("\n".join(lines), encoding="utf-8")
    if book:
        put(lines)
    print("\n".join(lines))


if __name__ == "__main__":
    main()
