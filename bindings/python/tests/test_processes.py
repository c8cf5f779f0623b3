"""Processes that fork, and those that begin anew."""

import multiprocessing
import os
import threading

import newsgraph
import pytest

TEXTS = [f"“Ship {at} sails,” Cora Dunn told reporters." for at in range(12)]


def read(pipeline, text):
    return pipeline(text)


@pytest.mark.parametrize("method", ["fork", "spawn"])
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_pool_of_processes_reads_and_gives_back(nlp, method):
    context = multiprocessing.get_context(method)
    list(nlp.pipe(TEXTS, threads=2))
    with context.Pool(2) as pool:
        found = pool.starmap_async(read, [(nlp, text) for text in TEXTS]).get(timeout=120)
    assert found == [nlp(text) for text in TEXTS]


def in_child(work):
    """What a child process gives back by its exit status."""
    child = os.fork()
    if child == 0:
        os._exit(work())
    ended = threading.Event()
    killer = threading.Timer(60, lambda: ended.is_set() or os.kill(child, 9))
    killer.start()
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    ended.set()
    killer.cancel()
    return status


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_child_reads_while_threads_of_its_parent_work(nlp):
    texts = (text * 40 for _ in range(1000) for text in TEXTS)
    stream = nlp.pipe(texts, threads=3)
    expected = nlp(TEXTS[0])

    def work():
        try:
            next(stream)
        except newsgraph.NewsgraphError as error:
            if "call pipe again in this one" not in str(error):
                return 3
        else:
            return 2
        if nlp(TEXTS[0]) != expected or len(list(nlp.pipe(TEXTS, threads=2))) != len(TEXTS):
            return 1
        return 0

    for _ in range(25):
        next(stream)
        assert in_child(work) == 0
    assert next(stream).quotes, "the parent goes on"


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_child_may_drop_the_stream_of_its_parent(nlp):
    held = [nlp.pipe(iter(TEXTS * 9), threads=2)]
    next(held[0])

    def work():
        held.clear()
        return 0 if nlp(TEXTS[0]).quotes else 1

    assert in_child(work) == 0
    assert next(held[0]).quotes


@pytest.mark.skipif(not os.path.isdir("/proc/self/task"), reason="threads are counted in /proc")
def test_importing_starts_no_thread():
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        assert pool.apply(threads_after_making) == 0


def threads_after_making():
    """How many threads more there are after a pipeline was made and has read."""

    def count():
        return len(os.listdir("/proc/self/task"))

    before = count()
    newsgraph.english(components=["tokenize"])("Ann left.")
    return count() - before
