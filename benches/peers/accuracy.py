"""Accuracy of ours, as docs/figures.tsv has it, and of peers, as accuracy.tsv has it, on the same data by the same measure."""

import functools
import pathlib

from measure import significant
from programs import OURS, PROGRAMS

HERE = pathlib.Path(__file__).resolve().parent
FIGURES = HERE.parent.parent / "docs" / "figures.tsv"


def program(step, name):
    """The program of a step by its name."""
    return next(p for p in PROGRAMS if (p.step, p.name) == (step, name))


def _rows(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@functools.cache
def figures():
    """Our figures by id, row and metric, and what each was measured on."""
    return {(row[0], row[3], row[4]): (float(row[5]), row[1]) for row in _rows(FIGURES)}


def _figure(reference):
    """The value and the data of a figure that is written as id / row / metric."""
    return figures()[tuple(reference.split(" / "))]


@functools.cache
def pairs():
    """What can be compared: the step, the measure, the data, and a list of (program, value, how it was measured)."""
    found = {}
    for step, measured, figure, name, value, how in _rows(HERE / "accuracy.tsv"):
        ours, data = _figure(figure)
        points = found.setdefault((step, measured, data), [(OURS, ours, "")])
        points.append((name, _figure(value)[0] if "/" in value else float(value), how))
    return found


def table(results, render):
    """The comparison as a table, with the speed of each program where it was measured."""
    rows = []
    for (step, measured, data), points in pairs().items():
        for name, value, how in points:
            rate = significant(results.rate(step, name)) if results.of(step, name) else ""
            rows.append([f"{measured}, {data}", name + (f" ({how})" if how else ""), f"{value:.2f}", rate])
    return render(["measure", "program", "percent", "words/s"], rows)
