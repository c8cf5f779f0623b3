"""Many texts on several threads."""

import datetime
import gc
import itertools
import os
import signal
import threading
import time

import newsgraph
import pytest


def text_of(at):
    return f"“Ship {at} sails,” Cora Dunn told reporters. " * (1 + at % 7)


def test_documents_come_in_order_whatever_the_threads(nlp):
    texts = [text_of(at) for at in range(90)]
    alone = [nlp(text, id=str(at)) for at, text in enumerate(texts)]
    for threads in (1, 2, 5):
        assert list(nlp.pipe(texts, threads=threads)) == alone
    assert list(nlp.pipe([])) == []


def test_an_item_may_have_an_id_and_a_day(nlp):
    day = datetime.date(2024, 5, 6)
    items = [
        "Ann left.",
        ("Ann left.", {"id": "b", "date": "2024-05-06", "other": 1}),
        ("Ann left.", {}),
        {"id": 7, "text": "Ann left.", "date": day},
        {"text": "Ann left.", "date": datetime.datetime(2024, 5, 6, 23, 1)},
        {"text": "Ann left.", "id": None, "date": "2024-05-06T10:00:00Z"},
        {"text": "Ann left.", "date": ""},
    ]
    found = [(doc.id, doc.date) for doc in nlp.pipe(items)]
    assert found == [
        ("0", None),
        ("b", day),
        ("2", None),
        ("7", day),
        ("4", day),
        ("5", day),
        ("6", None),
    ]


def test_few_texts_are_read_ahead(nlp):
    taken = []

    def endless():
        for at in itertools.count():
            taken.append(at)
            yield text_of(at)

    stream = nlp.pipe(endless(), threads=2)
    assert taken == [], "nothing is read before it is asked for"
    for given in range(1, 100):
        next(stream)
        assert len(taken) <= given + 33


def test_long_texts_are_read_ahead_by_their_bytes():
    taken = []

    def endless():
        while True:
            taken.append(None)
            yield "“We pay,” Ann Lee said. " * 25_000

    stream = newsgraph.english(components=["tokenize"]).pipe(endless(), threads=1)
    for given in range(1, 6):
        next(stream)
        assert len(taken) <= given + 2


def test_a_generator_may_use_the_pipeline(nlp):
    def texts():
        for at in range(20):
            yield nlp(text_of(at)).quotes[0].text

    assert [doc.text for doc in nlp.pipe(texts(), threads=2)] == [f"“Ship {at} sails,”" for at in range(20)]


WRONG = ["Ann left.", 3, ("Bob", "left."), {"id": "x"}, {"text": 5}, {"text": "", "id": 2.5}, {"text": "", "date": 4}]


def test_what_is_no_text_raises_when_it_comes(nlp):
    stream = nlp.pipe([*WRONG, "Cora left."])
    assert next(stream).text == "Ann left."
    for message in (
        "item 1: expected a str, a tuple of a str and a dict, or a dict, found int",
        "item 2: expected a str, a tuple of a str and a dict, or a dict, found tuple",
        'item 3: expected a dict with "text"',
        "item 4: expected a str as the text, found int",
        "item 5: expected a str or an int as the id, found float",
        "date: expected a str as YYYY-MM-DD or a datetime.date",
    ):
        with pytest.raises(TypeError) as error:
            next(stream)
        assert str(error.value) == message
    assert next(stream).text == "Cora left.", "what comes after can be asked for"
    with pytest.raises(StopIteration):
        next(stream)


def test_what_is_no_text_can_be_passed_over(nlp):
    passed = []
    stream = nlp.pipe([*WRONG, {"text": "", "date": "2024-02-30"}, "Cora left."], on_error=lambda *pair: passed.append(pair))
    assert [doc.text for doc in stream] == ["Ann left.", "Cora left."]
    assert [item for item, _ in passed[:-1]] == WRONG[1:]
    item, error = passed[-1]
    assert item["date"] == "2024-02-30" and isinstance(error, newsgraph.DateError)
    assert str(error) == 'date: expected a day of the calendar as YYYY-MM-DD, found "2024-02-30"'


def test_an_error_of_the_texts_comes_after_those_before_it(nlp):
    def broken():
        yield "Ann left."
        yield "Bob left."
        raise ZeroDivisionError("the source broke off")

    stream = nlp.pipe(broken(), threads=2, on_error=lambda *_: None)
    assert [next(stream).text, next(stream).text] == ["Ann left.", "Bob left."]
    with pytest.raises(ZeroDivisionError):
        next(stream)
    assert next(stream, None) is None


def test_arguments_are_checked(nlp):
    for threads in (0, -1):
        with pytest.raises(ValueError, match="threads: expected a number from 1"):
            nlp.pipe([], threads=threads)
    with pytest.raises(TypeError, match="expected several texts, found one; call nlp"):
        nlp.pipe("Ann left.")
    with pytest.raises(TypeError, match="not iterable"):
        nlp.pipe(5)
    with pytest.raises(newsgraph.DateError, match="2024-13-01"):
        nlp("Ann left.", date="2024-13-01")
    with pytest.raises(TypeError, match="YYYY-MM-DD"):
        nlp("Ann left.", date=20240506)


def test_other_threads_run_while_texts_are_read(nlp):
    long = text_of(6) * 1000
    turns = []
    is_over = threading.Event()

    def count():
        while not is_over.is_set():
            turns.append(None)
            time.sleep(0.001)

    counting = threading.Thread(target=count)
    counting.start()
    nlp(long)
    alone = len(turns)
    list(nlp.pipe([long] * 2, threads=1))
    is_over.set()
    counting.join()
    assert alone > 20 and len(turns) > alone + 20


def test_threads_of_python_share_a_pipeline(nlp, article):
    found = []
    threads = [threading.Thread(target=lambda: found.append(nlp(article))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8 and all(doc == found[0] for doc in found)


def test_ctrl_c_ends_the_wait(nlp):
    long = text_of(6) * 4000
    stream = nlp.pipe([long], threads=1)
    timer = threading.Timer(0.3, signal.raise_signal, [signal.SIGINT])
    # Where it runs in the background, a shell may have it ignore the signal.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    timer.start()
    try:
        with pytest.raises(KeyboardInterrupt):
            next(stream)
    finally:
        signal.signal(signal.SIGINT, before)


class Loader:
    """Holds a stream that reads what it gives."""

    def __init__(self, nlp):
        self.stream = nlp.pipe(self.texts(), threads=3)

    def texts(self):
        for at in itertools.count():
            yield text_of(at)


@pytest.mark.skipif(not os.path.isdir("/proc/self/task"), reason="threads are counted in /proc")
def test_a_stream_that_is_left_ends_its_threads(nlp):
    def count():
        return len(os.listdir("/proc/self/task"))

    def wait_for(threads):
        for _ in range(200):
            if count() == threads:
                return
            time.sleep(0.02)
        pytest.fail(f"{count()} threads in place of {threads}")

    before = count()
    stream = nlp.pipe((text_of(at) for at in itertools.count()), threads=3)
    next(stream)
    assert count() == before + 3
    del stream
    wait_for(before)
    loader = Loader(nlp)
    next(loader.stream)
    assert count() == before + 3
    del loader
    gc.collect()
    wait_for(before)
