"""How long articles take beside the command, both on two threads: python speed.py COMMAND ARTICLES.jsonl."""

import os
import statistics
import subprocess
import sys
import time

ROUNDS = 5
READ = """
import json, sys, newsgraph
nlp = newsgraph.english()
with open(sys.argv[1], encoding="utf-8") as rows, open("/dev/null", "w", encoding="utf-8") as out:
    for doc in nlp.pipe(map(json.loads, rows), threads=2):
        out.write(doc.to_json() + "\\n")
"""


def measure(arguments):
    """Seconds by the clock and of processors."""
    before, begun = os.times(), time.perf_counter()
    subprocess.run(arguments, check=True)
    after, ended = os.times(), time.perf_counter()
    used = after.children_user + after.children_system
    return ended - begun, used - before.children_user - before.children_system


def main(command, articles):
    programs = {
        "command": [command, "annotate", "--threads", "2", "--out", "/dev/null", "--format", "jsonl", articles],
        "Python": [sys.executable, "-c", READ, articles],
    }  # fmt: skip
    rounds = [{name: measure(run) for name, run in programs.items()} for _ in range(ROUNDS)]
    for name in programs:
        clock, processor = (statistics.median(turn[name][at] for turn in rounds) for at in (0, 1))
        print(f"{name}: {clock:.2f} s by the clock, {processor:.2f} s of processors")
    for at, what in enumerate(("clock", "processors")):
        ratio = statistics.median(turn["Python"][at] / turn["command"][at] for turn in rounds)
        print(f"Python / command, {what}: {ratio:.2f}")


main(*sys.argv[1:])
