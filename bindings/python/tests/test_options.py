"""What `newsgraph.english` can be asked for."""

import pickle

from pathlib import Path

import newsgraph
import pytest

MODELS = Path(__file__).resolve().parents[3] / "crates" / "models-en"

TEXT = "Ann Lee sailed her Blue Kite on 3/4/2019. Bob Ray supports the plan. “We pay,” Ann Lee said."


def labels(nlp, text=TEXT):
    return {mention.text: mention.label for mention in nlp(text).mentions}


def test_components_are_chosen(nlp):
    assert nlp.components == ["tokenize", "syntax", "ner", "quote", "coref", "relation", "triples"]
    some = newsgraph.english(components=["quote", "ner", "syntax", "tokenize"])
    assert some.components == ["tokenize", "syntax", "ner", "quote"]
    doc = some(TEXT)
    assert doc.quotes and not doc.has("entities")
    assert repr(some) == "<Pipeline: tokenize, syntax, ner, quote>"


def test_acts_and_scores_choose_quotes(nlp):
    usual = len(nlp(TEXT).quotes)
    everything = newsgraph.english(acts=["all"], min_score=0)(TEXT).quotes
    assert {quote.act for quote in everything} >= {"speech", "attitude"}
    assert len(everything) > usual
    assert newsgraph.english(min_score=1)(TEXT).quotes == []
    assert {q.act for q in newsgraph.english(acts=["attitude"])(TEXT).quotes} == {"attitude"}


def test_names_of_ones_own_are_found(nlp, tmp_path):
    lines = "Ship = Blue Kite\n"
    file = tmp_path / "own.txt"
    file.write_text(lines)
    assert labels(nlp).get("Blue Kite") != "Ship"
    for own in (newsgraph.patterns(lines), file, str(file)):
        assert labels(newsgraph.english(patterns=own))["Blue Kite"] == "Ship"
    lemmas = newsgraph.patterns("Work : the [lemma=sail]")
    with pytest.raises(newsgraph.OptionError, match="give components="):
        newsgraph.english(components=["tokenize", "ner"], patterns=lemmas)


def test_relations_of_ones_own_are_found(tmp_path):
    file = tmp_path / "own.txt"
    file.write_text(
        "supplies(Organization, Organization): [Northwind] supplied [Blue Kite].\n"
        "advises(Person, Organization): {advise} nsubj obj\n"
    )
    own = newsgraph.english(relations=[file, "english"])
    found = own("Acme Corp. is supplied by Ulm Bank. Ann Lee advises Acme Corp.").relations
    labels = {(r.subject.name, r.label, r.object.name) for r in found}
    assert labels >= {("Ulm Bank", "supplies", "Acme Corp."), ("Ann Lee", "advises", "Acme Corp.")}
    with pytest.raises(newsgraph.OptionError, match="leave out relations"):
        newsgraph.english(relations=file, labels="dwie")


def test_relations_of_dwie_have_its_labels(article):
    learned = newsgraph.english(labels="dwie")(article).relations
    assert learned and all(relation.score is not None for relation in learned)


def test_days_may_come_first(nlp):
    def value(nlp):
        return next(m.value for m in nlp(TEXT).mentions if m.text == "3/4/2019")

    assert (value(nlp), value(newsgraph.english(day_first=True))) == ("2019-03-04", "2019-04-03")


def test_models_come_from_files(nlp, article, tmp_path):
    assert newsgraph.english(models=MODELS)(article) == nlp(article)
    own = newsgraph.english(model={"ner": MODELS / "ner" / "news.safetensors"})
    assert own(article) == nlp(article)
    for wrong, message in [
        ({"models": tmp_path / "none"}, "models: there is no folder"),
        ({"models": tmp_path}, "could not read or write the model file"),
        ({"model": {"ner": tmp_path / "none"}}, "could not read or write the model file"),
        ({"model": {"ner": __file__}}, "expected a safetensors file"),
        (
            {"model": {"ner": MODELS / "quote" / "news.safetensors"}},
            "was given for ner, and is a model of quote",
        ),
    ]:
        with pytest.raises(newsgraph.ModelError, match=message):
            newsgraph.english(**wrong)


def test_models_that_were_trained_on_others_are_told_of(command, tmp_path):
    names, ships = ("Ann", "Bob", "Cid", "Dora", "Eve", "Finn"), ("Heron", "Gull", "Tern", "Swift")
    corpus, own = tmp_path / "own.conll", tmp_path / "own.model"
    corpus.write_text(
        "".join(
            f"-DOCSTART- O\n\n{name} B-SAILOR\nsailed O\nthe O\nGrey B-SHIP\n{ship} I-SHIP\nhome O\n\n"
            for name in names
            for ship in ships
        )
    )
    command("train", "ner", "--train", corpus, "--dev", corpus, "--out", own)
    with pytest.warns(UserWarning, match="trained on what en-ner-news finds, .* here: quote, coref"):
        nlp = newsgraph.english(model={"ner": own})
    assert labels(nlp, "Ann sailed the Grey Heron home.") == {"Ann": "SAILOR", "Grey Heron": "SHIP"}


def test_a_pipeline_is_made_anew_in_another_process(tmp_path):
    own = newsgraph.english(patterns=newsgraph.patterns("Ship = Blue Kite"), min_score=0.7)
    again = pickle.loads(pickle.dumps(own))
    assert again(TEXT) == own(TEXT) and labels(again)["Blue Kite"] == "Ship"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"components": ["magic"]}, "components: there is no \"magic\"; choose from tokenize, syntax"),
        (
            {"components": ["tokenize", "quote"]},
            r"read what others give; give components=\[\"tokenize\", \"syntax\", \"ner\", \"quote\"\]",
        ),
        ({"components": ["tokenize"], "acts": ["all"]}, "acts needs the component quote; add it to"),
        ({"components": ["tokenize"], "labels": "dwie"}, "labels needs the component relation"),
        ({"components": ["tokenize"], "model": {"ner": "x"}}, "model needs the component ner"),
        ({"acts": ["shout"]}, "acts: there is no \"shout\"; choose from speech, thought"),
        ({"min_score": 1.5}, "min_score=1.5: expected a number from 0 to 1"),
        ({"min_score": float("nan")}, "expected a number from 0 to 1"),
        ({"labels": "other"}, "labels=\"other\": choose 'news' or 'dwie'"),
        ({"model": {"magic": "x"}}, "model: there is no task \"magic\" with a model; choose from ner"),
    ],
)
def test_wrong_options_say_what_there_is(options, message):
    with pytest.raises(newsgraph.OptionError, match=message):
        newsgraph.english(**options)


def test_wrong_patterns_say_where(tmp_path):
    with pytest.raises(newsgraph.PatternError, match="line 2: expected"):
        newsgraph.patterns("Ship = Blue Kite\nShip Blue Kite\n")
    with pytest.raises(newsgraph.PatternError, match="could not read .* No such file"):
        newsgraph.english(patterns=tmp_path / "none.txt")
    file = tmp_path / "own.txt"
    file.write_text("supplies: nothing")
    with pytest.raises(newsgraph.PatternError, match="relations: .*own.txt: line 1, column"):
        newsgraph.english(relations=file)
    file.write_text("# nothing\n")
    with pytest.raises(newsgraph.PatternError, match="own.txt: the file holds no pattern"):
        newsgraph.english(relations=[file])


def test_wrong_arguments_are_type_errors():
    with pytest.raises(TypeError, match='no option "treshold"; choose from components, acts, min_score'):
        newsgraph.english(treshold=0.5)
    with pytest.raises(TypeError, match="components"):
        newsgraph.english(components="quote")


def test_errors_are_of_one_family():
    for error in ("Date", "Format", "Model", "Option", "Pattern"):
        kind = getattr(newsgraph, f"{error}Error")
        assert issubclass(kind, newsgraph.NewsgraphError) and issubclass(kind, ValueError)
