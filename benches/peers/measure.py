"""Measures whole processes: processor time, time by the clock, the most memory."""

import os
import statistics
import subprocess
import time

# One thread for what would take all cores by itself.
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


class Failed(Exception):
    """A program that ended badly."""


def process(arguments, cores, log):
    """Runs a program on so many cores and gives seconds and bytes; what it says goes to a file."""
    begin = time.perf_counter()
    child = subprocess.Popen(
        arguments,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        env={**os.environ, **ONE_THREAD},
        preexec_fn=lambda: _bind(cores),
    )
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - begin
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        raise Failed(f"{' '.join(map(str, arguments))}: exit {child.returncode}, see {log.name}")
    unit = 1 if os.uname().sysname == "Darwin" else 1024
    return {"cpu": usage.ru_utime + usage.ru_stime, "wall": wall, "memory": usage.ru_maxrss * unit}


def _bind(cores):
    """Keeps a process on the last cores, where the system can do so."""
    if hasattr(os, "sched_setaffinity"):
        every = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, every[-cores:])


def rounds(programs, count, one_round, say):
    """Each program once a round, in turn, so that other load meets all of them alike."""
    runs = {program.key: [] for program in programs}
    for number in range(1, count + 1):
        for program in programs:
            say(f"round {number} of {count}: {program.key}")
            runs[program.key].append(one_round(program))
    return runs


def net(run, clock="cpu"):
    """Seconds for the texts, without those that the program takes for one sentence; the clock's least step at least."""
    return max(run["corpus"][clock] - run["start"][clock], 1e-3)


def rate(runs, words, clock="cpu"):
    """Words a second, of the round in the middle."""
    return words / statistics.median(net(run, clock) for run in runs)


def ratio(ours, our_words, theirs, their_words, clock="cpu"):
    """How many times faster ours is: the middle of the rounds, the least, the most."""
    pairs = zip(ours, theirs, strict=True)
    ratios = [net(t, clock) / their_words * our_words / net(o, clock) for o, t in pairs]
    return statistics.median(ratios), min(ratios), max(ratios)


def significant(number, digits=3):
    """A number with so many figures that mean something, and commas."""
    if number == 0:
        return "0"
    shift = digits - 1 - int(f"{abs(number):e}".split("e")[1])
    return f"{round(number, shift):,.{max(shift, 0)}f}"
