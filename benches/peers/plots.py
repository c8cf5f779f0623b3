"""The plots of the report, as SVG that reads on white and on black."""

import math

import accuracy
import matplotlib
import measure
from programs import OURS, STEPS

matplotlib.use("svg")
import matplotlib.pyplot as plt  # noqa: E402
from matplotlib import ticker  # noqa: E402

INK, OWN, OTHER = "#7f868d", "#e07b39", "#4f8fc0"
STYLE = {
    # Text stays text, in the reader's own font, and the same figures give the same bytes.
    "svg.fonttype": "none",
    "svg.hashsalt": "newsgraph",
    "font.family": "sans-serif",
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.minor.size": 0,
    "ytick.minor.size": 0,
    **dict.fromkeys(["text.color", "axes.edgecolor", "axes.labelcolor", "xtick.color", "ytick.color"], INK),
}


def draw(results, folder):
    """Draws what was measured into a folder, and gives the names of the plots."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    with matplotlib.rc_context(STYLE):
        for name, plot in PLOTS.items():
            figure = plot(results)
            if figure is None:
                continue
            metadata = {"Date": None, "Creator": None}
            figure.savefig(folder / f"{name}.svg", transparent=True, bbox_inches="tight", metadata=metadata)
            plt.close(figure)
            made.append(name)
    return made


def _logarithmic(axis):
    """A logarithmic axis with numbers that are written out."""
    least, most = axis.get_view_interval()
    subs = (1, 2, 5) if math.log10(most / least) < 2.5 else (1,)
    axis.set_major_locator(ticker.LogLocator(subs=subs, numticks=12))
    axis.set_minor_locator(ticker.NullLocator())
    axis.set_major_formatter(ticker.FuncFormatter(lambda value, _: _short(value)))


def _short(value):
    for unit, letter in ((1e6, " M"), (1e3, " k")):
        if value >= unit:
            return f"{value / unit:g}{letter}"
    return f"{value:g}"


def _colour(name):
    return OWN if name == OURS else OTHER


def throughput(results):
    """Bars of words a second, a group for each step."""
    bars, ticks, at = [], [], 0
    for step, names in results.steps():
        ticks.append((at, STEPS[step], True))
        at += 1
        for name in sorted(names, key=lambda name: -results.rate(step, name)):
            bars.append((at, results.rate(step, name), name))
            ticks.append((at, name, False))
            at += 1
    figure, axes = plt.subplots(figsize=(8, 0.24 * at + 0.6))
    for where, rate, name in bars:
        axes.barh(where, rate, color=_colour(name), height=0.75)
        axes.text(rate * 1.08, where, measure.significant(rate), va="center")
    axes.set_xscale("log")
    _logarithmic(axes.xaxis)
    axes.set_xlim(right=max(rate for _, rate, _ in bars) * 4)
    axes.invert_yaxis()
    axes.set_yticks([tick[0] for tick in ticks], [tick[1] for tick in ticks])
    for label, (_, _, is_step) in zip(axes.get_yticklabels(), ticks, strict=True):
        label.set_fontweight("bold" if is_step else "normal")
    axes.tick_params(axis="y", length=0)
    axes.set_xlabel("words a second of processor time, one core; two threads: by the clock")
    return figure


def growth(results):
    """Time a word and memory, by the length of a document."""
    if not results.lengths:
        return None
    figure, (time, memory) = plt.subplots(1, 2, figsize=(8, 3))
    for key, lengths in results.lengths.items():
        name = key.split(": ", 1)[1]
        sizes = [int(length) for length in lengths]
        runs = lengths.values()
        each = [1e6 * measure.net(run) / results.files[length]["words"] for length, run in lengths.items()]
        style = {"marker": "o", "color": _colour(name), "label": name}
        time.plot(sizes, each, **style)
        memory.plot(sizes, [run["corpus"]["memory"] / 1e6 for run in runs], **style)
    for axes, label in ((time, "microseconds a word"), (memory, "memory, MB")):
        axes.set_xscale("log")
        axes.set_yscale("log")
        _logarithmic(axes.xaxis)
        _logarithmic(axes.yaxis)
        axes.set_xlabel("bytes of a document")
        axes.set_ylabel(label)
    time.legend(frameon=False)
    figure.tight_layout()
    return figure


def threads(results):
    """Words a second by the clock, by the number of threads, beside the best that can be."""
    rates = [results.rate("whole", OURS, "wall"), results.rate("threads", OURS, "wall")]
    figure, axes = plt.subplots(figsize=(3.4, 2.6))
    axes.plot([1, 2], [rates[0], 2 * rates[0]], ":", color=INK, label="twice of one")
    axes.plot([1, 2], rates, "o-", color=OWN, label=OURS)
    axes.set_xticks([1, 2])
    axes.set_ylim(0, 2.2 * rates[0])
    axes.yaxis.set_major_formatter(ticker.FuncFormatter(lambda value, _: _short(value)))
    axes.set_xlabel("threads")
    axes.set_ylabel("words a second")
    axes.legend(frameon=False)
    return figure


def against(results):
    """Accuracy against words a second, a part for each measure."""
    parts = []
    for (step, measured, data), points in accuracy.pairs().items():
        points = [(name, value, results.rate(step, name)) for name, value, _ in points if results.of(step, name)]
        if len(points) > 1:
            parts.append((f"{measured}\n{data}", points))
    if not parts:
        return None
    rows = -(-len(parts) // 2)
    figure, grid = plt.subplots(rows, 2, figsize=(8, 2.7 * rows), squeeze=False)
    for axes, (title, points) in zip(grid.flat, parts, strict=False):
        for name, value, rate in points:
            axes.plot(rate, value, "o", color=_colour(name))
            axes.annotate(name, (rate, value), xytext=(4, 4), textcoords="offset points")
        axes.set_xscale("log")
        _logarithmic(axes.xaxis)
        axes.margins(x=0.35, y=0.25)
        axes.set_title(title, fontsize=9, color=INK)
        axes.set_xlabel("words a second")
    for axes in list(grid.flat)[len(parts) :]:
        axes.set_visible(False)
    figure.tight_layout()
    return figure


PLOTS = {"throughput": throughput, "threads": threads, "growth": growth, "accuracy": against}
