//! Open triples of small awkward sentences.

use newsgraph_document::{
    Act, Participant, Quote, QuoteKind, Reference, Sentence, Span, Syntax, Token, TokenizedText,
    Triple, Upos, WordSyntax,
};
use newsgraph_relation::TripleExtractor;
use newsgraph_sketch::Sketch;
use proptest::prelude::*;
use std::time::{Duration, Instant};

/// The rules alone, whatever the confidence.
fn shipped() -> TripleExtractor {
    TripleExtractor::from_bytes(newsgraph_models_en_relation::TRIPLES).expect("a sound model")
}

fn extractor() -> TripleExtractor {
    shipped().with_least_score(0.0)
}

/// A triple as "subject | predicate | object | arguments".
fn show(text: &str, triple: &Triple) -> String {
    let arguments = triple.arguments.iter().map(|&s| text[s].to_owned());
    let parts = [
        text[triple.subject].to_owned(),
        triple.predicate_text(text),
        text[triple.object].to_owned(),
    ];
    parts
        .into_iter()
        .chain(arguments)
        .collect::<Vec<_>>()
        .join(" | ")
}

fn triples(rows: &str) -> Vec<String> {
    let trees = Sketch::new(rows);
    let found = extractor().extract(trees.view(), &trees.syntax(), &[]);
    found
        .iter()
        .map(|triple| show(trees.text(), triple))
        .collect()
}

/// Whether each triple is negated and hedged.
fn polarity(rows: &str) -> Vec<(bool, bool)> {
    let trees = Sketch::new(rows);
    let found = extractor().extract(trees.view(), &trees.syntax(), &[]);
    found
        .iter()
        .map(|triple| (triple.negated, triple.hedged))
        .collect()
}

#[test]
fn verbs_take_particles_and_prepositions() {
    let rows = "They PRON 2 nsubj\npledged/pledge VERB 0 root\nto PART 4 mark\nwork VERB 2 xcomp\nwith ADP 6 case\nus PRON 4 obl\nin ADP 8 case\nMay PROPN 4 obl";
    assert_eq!(triples(rows), ["They | pledged to work with | us | in May"]);
    let rows = "Ann PROPN 2 nsubj\ngave VERB 0 root\nup ADP 2 compound:prt\nher PRON 5 nmod:poss\nseat NOUN 2 obj";
    assert_eq!(triples(rows), ["Ann | gave up | her seat"]);
    let rows = "Ann PROPN 2 nsubj\nlives VERB 0 root\nquietly ADV 2 advmod\nin ADP 5 case\nRome PROPN 2 obl";
    assert_eq!(triples(rows), ["Ann | lives quietly in | Rome"]);
}

#[test]
fn passives_keep_their_agent() {
    let rows = "The DET 2 det\nbridge NOUN 4 nsubj:pass\nwas AUX 4 aux:pass\nbuilt/build VERB 0 root\nby ADP 6 case\nRome PROPN 4 obl:agent";
    assert_eq!(triples(rows), ["The bridge | was built by | Rome"]);
}

#[test]
fn a_verb_has_all_its_arguments() {
    let rows = "In ADP 2 case\nMay PROPN 4 obl\nAnn PROPN 4 nsubj\ngave VERB 0 root\nBob PROPN 4 iobj\na DET 7 det\nboat NOUN 4 obj\nin ADP 9 case\nRome PROPN 4 obl";
    assert_eq!(
        triples(rows),
        ["Ann | gave | a boat | Bob | in Rome | In May"]
    );
}

#[test]
fn other_cuts_of_a_clause_only_where_asked_for() {
    let rows =
        "Ann PROPN 2 nsubj\nsold VERB 0 root\nships NOUN 2 obj\nto ADP 5 case\nRome PROPN 2 obl";
    assert_eq!(triples(rows), ["Ann | sold | ships | to Rome"]);
    let trees = Sketch::new(rows);
    let found = extractor()
        .with_alternatives()
        .extract(trees.view(), &trees.syntax(), &[]);
    let shown: Vec<String> = found.iter().map(|t| show(trees.text(), t)).collect();
    assert_eq!(
        shown,
        ["Ann | sold | ships | to Rome", "Ann | sold ships to | Rome"]
    );
}

#[test]
fn coordination_is_split() {
    let rows = "Ann PROPN 4 nsubj\nand CCONJ 3 cc\nBob PROPN 1 conj\nsold VERB 0 root\nships NOUN 4 obj\nand CCONJ 7 cc\nboats NOUN 5 conj";
    assert_eq!(
        triples(rows),
        [
            "Ann | sold | ships",
            "Bob | sold | ships",
            "Ann | sold | boats",
            "Bob | sold | boats"
        ]
    );
    let rows = "It PRON 3 nsubj\nwill AUX 3 aux MD\nstay VERB 0 root VB\nin ADP 5 case\nRome PROPN 3 obl\nor CCONJ 7 cc\nmove VERB 3 conj VB\nto ADP 9 case\nBonn PROPN 7 obl";
    assert_eq!(
        triples(rows),
        ["It | will stay in | Rome", "It | will move to | Bonn"]
    );
}

#[test]
fn a_verb_of_another_form_takes_no_auxiliary_over() {
    let rows = "It PRON 4 nsubj\ndid AUX 4 aux VBD\nnot PART 4 advmod\nname VERB 0 root VB\nher PRON 4 obj\nbut CCONJ 7 cc\nblamed VERB 4 conj VBD\nBob PROPN 7 obj";
    assert_eq!(
        triples(rows),
        ["It | did not name | her", "It | blamed | Bob"]
    );
    assert_eq!(polarity(rows), [(true, false), (false, false)]);
}

#[test]
fn relative_clauses_speak_of_their_noun() {
    let rows = "Ann PROPN 6 nsubj\n, PUNCT 4 punct\nwho PRON 4 nsubj\nleft VERB 1 acl:relcl\nRome PROPN 4 obj\nsang VERB 0 root";
    assert_eq!(triples(rows), ["Ann | left | Rome"]);
    let rows = "the DET 2 det\nboat NOUN 0 root\nthat PRON 5 obj WDT\nAnn PROPN 5 nsubj\nsold VERB 2 acl:relcl";
    assert_eq!(triples(rows), ["Ann | sold | the boat"]);
    let rows = "the DET 2 det\nboat NOUN 0 root\nAnn PROPN 4 nsubj\nsold VERB 2 acl:relcl\nin ADP 6 case\nMay PROPN 4 obl";
    assert_eq!(triples(rows), ["Ann | sold | the boat | in May"]);
    let rows = "Ann PROPN 0 root\n, PUNCT 1 punct\nwhose PRON 4 nmod:poss\nfirm NOUN 5 nsubj\nowns VERB 1 acl:relcl\nships NOUN 5 obj";
    assert_eq!(triples(rows), ["Ann | has | firm", "firm | owns | ships"]);
}

#[test]
fn that_alone_is_a_subject() {
    let rows = "That PRON 2 nsubj DT\nmarked VERB 0 root\na DET 4 det\nbreak NOUN 2 obj";
    assert_eq!(triples(rows), ["That | marked | a break"]);
}

#[test]
fn participles_are_predicated_of_their_noun() {
    let rows = "ships NOUN 0 root NNS\nbuilt VERB 1 acl VBN\nby ADP 4 case\nAnn PROPN 2 obl:agent\nand CCONJ 6 cc\nsold VERB 2 conj VBN\nby ADP 8 case\nBob PROPN 6 obl:agent";
    assert_eq!(
        triples(rows),
        ["ships | are built by | Ann", "ships | are sold by | Bob"]
    );
    let rows = "Ann PROPN 2 nsubj\nleft VERB 0 root\n, PUNCT 4 punct\nblaming VERB 2 advcl VBG\nBob PROPN 4 obj";
    assert_eq!(
        triples(rows),
        ["Ann | left | blaming Bob", "Ann | blaming | Bob"]
    );
}

#[test]
fn control_and_raising() {
    let rows = "Ann PROPN 3 nsubj:pass\nis AUX 3 aux:pass\nexpected VERB 0 root VBN\nto PART 5 mark\nlead VERB 3 xcomp\nthe DET 7 det\nparty NOUN 5 obj";
    assert_eq!(triples(rows), ["Ann | is expected to lead | the party"]);
    let rows = "Ann PROPN 2 nsubj\ntold VERB 0 root\nBob PROPN 2 obj\nto PART 5 mark\nsell VERB 2 xcomp\nit PRON 5 obj";
    assert_eq!(
        triples(rows),
        ["Ann | told | Bob | to sell it", "Bob | sell | it"]
    );
    let rows = "They PRON 2 nsubj\nmet VERB 0 root\nto PART 4 mark\nend VERB 2 advcl\nthe DET 6 det\nwar NOUN 4 obj";
    assert_eq!(
        triples(rows),
        ["They | met | to end the war", "They | met to end | the war"]
    );
}

#[test]
fn nominal_predicates() {
    let rows = "Ann PROPN 3 nsubj\nis AUX 3 cop\ntall ADJ 0 root";
    assert_eq!(triples(rows), ["Ann | is | tall"]);
    let rows = "Ann PROPN 3 nsubj\nis AUX 3 cop\nproud ADJ 0 root\nof ADP 5 case\nBob PROPN 3 obl";
    assert_eq!(triples(rows), ["Ann | is proud of | Bob"]);
    let rows = "Ann PROPN 4 nsubj\nis AUX 4 cop\nin ADP 4 case\nRome PROPN 0 root";
    assert_eq!(triples(rows), ["Ann | is in | Rome"]);
    let rows = "Ann PROPN 4 nsubj\nwas AUX 4 cop\na DET 4 det\njudge NOUN 0 root\nand CCONJ 7 cc\na DET 7 det\npoet NOUN 4 conj";
    assert_eq!(triples(rows), ["Ann | was | a judge", "Ann | was | a poet"]);
    let rows =
        "There PRON 2 expl\nare VERB 0 root\nships NOUN 2 nsubj\nin ADP 5 case\nRome PROPN 2 obl";
    assert_eq!(triples(rows), ["There | are | ships | in Rome"]);
    let rows = "The DET 2 det\ntrouble NOUN 7 nsubj:outer\nis AUX 7 cop\nthat SCONJ 7 mark\nAnn PROPN 7 nsubj\nis AUX 7 cop\nlate ADJ 0 root";
    assert_eq!(
        triples(rows),
        ["The trouble | is that | Ann is late", "Ann | is | late"]
    );
}

#[test]
fn noun_phrases_state_things_too() {
    let rows = "Ann PROPN 0 root\nLee PROPN 1 flat\n, PUNCT 5 punct\na DET 5 det\njudge NOUN 1 appos\nin ADP 7 case\nRome PROPN 5 nmod";
    assert_eq!(
        triples(rows),
        ["Ann Lee | is | a judge in Rome", "a judge | is in | Rome"]
    );
    let rows = "Senator NOUN 2 nmod:desc\nAnn PROPN 0 root\nLee PROPN 2 flat";
    assert_eq!(triples(rows), ["Ann Lee | is | Senator"]);
    let rows = "Ann PROPN 4 nmod:poss\n's PART 1 case\nold ADJ 4 amod\nhouse NOUN 0 root";
    assert_eq!(triples(rows), ["Ann | has | old house"]);
    let rows = "towns NOUN 0 root NNS\nsuch ADJ 4 case\nas ADP 2 fixed\nBonn PROPN 1 nmod\nand CCONJ 6 cc\nUlm PROPN 4 conj";
    assert_eq!(
        triples(rows),
        ["towns | are such as | Bonn", "towns | are such as | Ulm"]
    );
}

#[test]
fn denial_and_doubt() {
    let rows =
        "Ann PROPN 4 nsubj\nmay AUX 4 aux\nnot PART 4 advmod\nsell VERB 0 root\nit PRON 4 obj";
    assert_eq!(polarity(rows), [(true, true)]);
    let rows = "Ann PROPN 4 nsubj\ndid AUX 4 aux\nnot PART 4 advmod\nplan VERB 0 root\nto PART 6 mark\nsell VERB 4 xcomp\nit PRON 6 obj";
    assert_eq!(polarity(rows), [(true, false)]);
    let rows = "Neither CCONJ 2 cc:preconj\nAnn PROPN 5 nsubj\nnor CCONJ 4 cc\nBob PROPN 2 conj\nsold VERB 0 root\nit PRON 5 obj";
    assert_eq!(polarity(rows), [(true, false), (true, false)]);
    let rows = "Ann PROPN 2 nsubj\nsold VERB 0 root\nno DET 4 det\nships NOUN 2 obj";
    assert_eq!(polarity(rows), [(true, false)]);
}

/// "“We sold boats,” said Ann": the quote's words, its cue and its speaker.
#[test]
fn what_is_said_is_its_speakers() {
    let rows = "We PRON 2 nsubj\nsold VERB 0 root\nboats NOUN 2 obj\n, PUNCT 2 punct\nsaid VERB 2 parataxis\nAnn PROPN 5 nsubj";
    let trees = Sketch::new(rows);
    let span = |words: &str| {
        let start = trees.text().find(words).unwrap_or_default();
        Span::new(start, start + words.len())
    };
    let quote = Quote {
        kind: QuoteKind::Direct,
        act: Act::Speech,
        speakers: Vec::new(),
        content: vec![span("We sold boats ,")],
        cue: Some(span("said")),
        speaker: Some(Participant::new(span("Ann"), Reference::Named)),
        addressee: None,
        parent: None,
        score: None,
    };
    let found = extractor().extract(trees.view(), &trees.syntax(), &[quote]);
    let shown: Vec<(String, bool)> = found
        .iter()
        .map(|t| (show(trees.text(), t), t.quote.is_some()))
        .collect();
    let expected = [
        ("We | sold | boats", true),
        ("Ann | said | We sold boats ,", false),
    ];
    assert_eq!(
        shown,
        expected.map(|(triple, claimed)| (triple.to_owned(), claimed))
    );
}

#[test]
fn a_higher_least_score_keeps_the_surer_ones() {
    let rows = "Ann PROPN 4 nmod:poss\n's PART 1 case\nold ADJ 4 amod\nfirm NOUN 5 nsubj\nsold VERB 0 root\nships NOUN 5 obj";
    let trees = Sketch::new(rows);
    let all = extractor().extract(trees.view(), &trees.syntax(), &[]);
    assert_eq!(all.len(), 2);
    for least in [0.2, 0.5, 0.9] {
        let kept = shipped()
            .with_least_score(least)
            .extract(trees.view(), &trees.syntax(), &[]);
        let expected: Vec<Triple> = all
            .iter()
            .filter(|t| t.score >= Some(least))
            .cloned()
            .collect();
        assert_eq!(kept, expected);
    }
}

/// A list of 5,000 names as subjects, verbs or objects gives work that grows with its length only.
#[test]
fn long_lists_are_bounded() {
    let list = |word: &str, tag: &str, first: usize, head: usize, label: &str| {
        let rest = (1..5000).map(|_| format!("{word} {tag} {first} conj"));
        let rows = std::iter::once(format!("{word} {tag} {head} {label}")).chain(rest);
        rows.collect::<Vec<_>>().join("\n")
    };
    let subjects = format!(
        "sold VERB 0 root\n{}\nships NOUN 1 obj",
        list("Ann", "PROPN", 2, 1, "nsubj")
    );
    let objects = format!(
        "Ann PROPN 2 nsubj\nsold VERB 0 root\n{}",
        list("ships", "NOUN", 3, 2, "obj")
    );
    let more = (1..5000).map(|verb| format!("sold VERB 2 conj\nships NOUN {} obj", 2 + 2 * verb));
    let first = "Ann PROPN 2 nsubj\nsold VERB 0 root\nships NOUN 2 obj".to_owned();
    let verbs = std::iter::once(first)
        .chain(more)
        .collect::<Vec<_>>()
        .join("\n");
    for rows in [subjects, objects, verbs] {
        let trees = Sketch::new(&rows);
        let syntax = trees.syntax();
        let begin = Instant::now();
        let found = extractor().extract(trees.view(), &syntax, &[]);
        assert!(
            begin.elapsed() < Duration::from_secs(2),
            "{:?}",
            begin.elapsed()
        );
        assert!((1..=30_000).contains(&found.len()), "{}", found.len());
    }
}

proptest! {
    #[test]
    fn any_tree_gives_triples_that_fit(words in prop::collection::vec("[A-Z]?[a-z]{1,4}|who|whose|of|the|,|'s|é|to|no|that|such", 1..40), turn in 0usize..23) {
        let text = words.join(" ");
        let mut tokens = Vec::new();
        let mut at = 0;
        for word in &words {
            tokens.push(Token { span: Span::new(at, at + word.len()) });
            at += word.len() + 1;
        }
        let sentences = [Sentence { span: Span::new(0, text.len()), tokens: 0..tokens.len(), paragraph: 0 }];
        let view = TokenizedText { text: &text, tokens: &tokens, sentences: &sentences };
        let labels = ["nsubj", "obj", "nmod:poss", "case", "acl:relcl", "conj", "xcomp", "appos", "cop", "obl", "acl", "advcl", "mark", "ccomp", "nmod", "nmod:desc", "nsubj:outer", "expl", "advmod", "csubj", "aux", "parataxis", "iobj"];
        let syntax = Syntax::new(view, words.iter().enumerate().map(|(i, w)| WordSyntax {
            upos: Upos::ALL[(w.len() * 7 + i + turn) % 17],
            xpos: ["VBN", "VBG", "VB", "NNS", "MD"][(i * 3 + turn) % 5],
            lemma: w,
            head: i.checked_sub(1 + (i * turn) % 4).or((i > 0).then_some(0)),
            dep: labels[(i * 5 + turn) % labels.len()],
        })).unwrap();
        for extractor in [extractor(), extractor().with_alternatives()] {
            let found = extractor.extract(view, &syntax, &[]);
            for t in &found {
                prop_assert!(t.implied.is_some() || !t.predicate.is_empty());
                prop_assert!(!t.subject.overlaps(t.object) && !t.subject.is_empty() && !t.object.is_empty());
                prop_assert!(t.predicate.windows(2).all(|w| w[0].end() <= w[1].start()));
                prop_assert!(t.score.is_some_and(|s| (0.0..=1.0).contains(&s)));
                prop_assert!([t.subject, t.object].iter().chain(&t.predicate).chain(&t.arguments).all(|s| s.fits(&text)));
            }
            prop_assert_eq!(&found, &extractor.extract(view, &syntax, &[]));
        }
    }
}

#[test]
fn what_stands_in_brackets_beside_a_name_is_not_what_it_is() {
    let noted = "Velmar PROPN 5 nsubj\n( PUNCT 3 punct\nshipping NOUN 1 appos\n) PUNCT 3 punct\ncut VERB 0 root\njobs NOUN 5 obj";
    let rows = |of: [&str; 2]| {
        noted
            .replace("shipping NOUN", of[0])
            .replace(") PUNCT", of[1])
    };
    for (rows, stated) in [
        (rows(["shipping NOUN", ") PUNCT"]), true),
        (rows(["www.velmar.example PROPN", ") PUNCT"]), false),
        (rows(["NYSE NOUN", ": PUNCT"]), false),
        (
            rows(["AP PROPN", ") PUNCT"])
                .replace("cut", "— PUNCT 1 punct\ncut")
                .replace('5', "6"),
            false,
        ),
    ] {
        let found = triples(&rows);
        let is = |triple: &String| triple.starts_with("Velmar | is |");
        assert_eq!(found.iter().any(is), stated, "{rows}: {found:?}");
    }
}

#[test]
fn a_second_object_right_behind_the_first_is_its_name() {
    let bought = |between: &str, name: &str| {
        format!(
            "Ann PROPN 2 nsubj\nbought/buy VERB 0 root\nthe DET 4 det\nfirm NOUN 2 obj{between}\n{name} 2 obj"
        )
    };
    let rows = bought("", "Delkor PROPN");
    assert_eq!(triples(&rows), ["Ann | bought | the firm Delkor"]);
    for rows in [
        bought("", "ships NOUN"),
        bought("\nin ADP 6 case", "Rome PROPN"),
    ] {
        assert_eq!(triples(&rows), ["Ann | bought | the firm"], "{rows}");
    }
}

#[test]
fn what_somebody_says_that_a_thing_is_needs_less_confidence() {
    let rows = "Ann PROPN 2 nsubj\nsaid/say VERB 0 root\nthe DET 4 det\nferry NOUN 6 nsubj\nwas/be AUX 6 cop\n\
                unsafe ADJ 2 ccomp";
    let trees = Sketch::new(rows);
    let text = trees.text();
    let from = text.find("the ferry").expect("it is there");
    let quote = Quote {
        kind: QuoteKind::Indirect,
        act: Act::Speech,
        speakers: Vec::new(),
        content: vec![Span::new(from, text.len())],
        cue: None,
        speaker: None,
        addressee: None,
        parent: None,
        score: None,
    };
    let is = "the ferry | was | unsafe".to_owned();
    let found = |quotes: &[Quote]| {
        let found = shipped().extract(trees.view(), &trees.syntax(), quotes);
        found.iter().any(|triple| show(text, triple) == is)
    };
    assert!(found(&[quote]));
    assert!(!found(&[]));
}
