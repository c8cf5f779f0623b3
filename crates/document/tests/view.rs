//! Walks through a document find what its layers say, in text order.

use newsgraph_document::{
    Act, Document, DocumentError, Entity, EntityId, EntityView, Label, Maker, Mention, MentionId,
    MentionKind, MentionView, Participant, ParticipantView, Quote, QuoteId, QuoteKind, QuoteView,
    Reference, Relation, RelationView, Sentence, SentenceView, Span, Status, Syntax, Token,
    TokenView, Triple, TripleView, Upos, View, WordSyntax, dep,
};
use proptest::prelude::*;

static TEXT: &str = "Ann Lee of Ulm Bank told Tom “We, he said, lost” and left. She paid.";

/// The span of the nth place, from 0, at which the words stand.
fn nth(words: &str, n: usize) -> Span {
    let (start, found) = TEXT.match_indices(words).nth(n).expect("words of the text");
    Span::new(start, start + found.len())
}

fn of(words: &str) -> Span {
    nth(words, 0)
}

fn mention(span: Span, label: Label, kind: MentionKind) -> Mention {
    Mention {
        span,
        label,
        kind,
        value: None,
        score: None,
    }
}

fn who(span: Span, head: Span, how: Reference) -> Participant {
    Participant {
        head,
        ..Participant::new(span, how)
    }
}

fn quote(content: Vec<Span>, cue: Span, speaker: Participant) -> Quote {
    Quote {
        kind: QuoteKind::Direct,
        act: Act::Speech,
        content,
        cue: Some(cue),
        speaker: Some(speaker),
        speakers: Vec::new(),
        addressee: None,
        parent: None,
        score: None,
    }
}

/// Words between spaces, two sentences, each word hung on the first of its sentence.
fn with_syntax() -> Result<Document, DocumentError> {
    let mut document = Document::new("", TEXT)?;
    let words = TEXT.split(' ');
    let start = |word: &str| word.as_ptr() as usize - TEXT.as_ptr() as usize;
    let tokens: Vec<Token> = words
        .map(|word| Token {
            span: Span::new(start(word), start(word) + word.len()),
        })
        .collect();
    let first = tokens
        .iter()
        .position(|t| t.span == of("She"))
        .expect("a word");
    let sentence = |from: usize, to: usize| Sentence {
        span: tokens[from].span.cover(tokens[to - 1].span),
        tokens: from..to,
        paragraph: 0,
    };
    let sentences = vec![sentence(0, first), sentence(first, tokens.len())];
    document.set_tokens(tokens.clone(), Maker::default())?;
    document.set_sentences(sentences, Maker::default())?;
    let word = |at: usize| WordSyntax {
        upos: Upos::Noun,
        xpos: "NN",
        lemma: &TEXT[tokens[at].span],
        head: match at {
            _ if at == 0 || at == first => None,
            _ if at < first => Some(0),
            _ => Some(first),
        },
        dep: if at == 0 || at == first {
            dep::ROOT
        } else {
            dep::OBJ
        },
    };
    let syntax = Syntax::new(document.tokenized()?, (0..tokens.len()).map(word))?;
    document.set_syntax(syntax, Maker::default())?;
    document.set_quote_marks(Vec::new(), Maker::default())?;
    Ok(document)
}

fn whole() -> Result<Document, DocumentError> {
    use MentionKind::{Pronoun, Proper};
    let mut document = with_syntax()?;
    let [ann, bank, tom] = [of("Ann Lee"), of("Ulm Bank"), of("Tom")];
    let mentions = vec![
        mention(ann, Label::PERSON, Proper),
        mention(bank, Label::ORGANIZATION, Proper),
        Mention {
            score: Some(0.6),
            ..mention(tom, Label::PERSON, Proper)
        },
    ];
    document.set_mentions(mentions, Maker::default())?;
    // Added later, and so with the last ids: they stand earlier in the text than some.
    let appended = vec![
        mention(ann.cover(bank), Label::PERSON, MentionKind::Nominal),
        mention(of("he"), Label::PERSON, Pronoun),
        mention(of("She"), Label::PERSON, Pronoun),
    ];
    document.append_mentions(appended)?;
    let speaker = Participant {
        behalf: Some(bank),
        role: Some(of("of Ulm Bank")),
        ..who(ann.cover(bank), of("Lee"), Reference::Named)
    };
    let outer = Quote {
        addressee: Some(who(tom, tom, Reference::Named)),
        score: Some(0.5),
        ..quote(vec![of("“We,"), of("lost”")], of("told"), speaker)
    };
    let together = vec![
        who(of("he"), of("he"), Reference::Pronoun),
        who(ann, of("Lee"), Reference::Implicit),
    ];
    let inner = Quote {
        act: Act::Thought,
        parent: Some(QuoteId::new(0)),
        speakers: together.clone(),
        ..quote(vec![of("lost")], of("said"), together[0])
    };
    document.set_quotes(vec![outer, inner], Maker::default())?;
    let ids = |ids: &[usize]| ids.iter().map(|&id| MentionId::new(id)).collect();
    let entity = |label, name: &str, mentions| Entity {
        label,
        name: name.into(),
        mentions,
    };
    let entities = vec![
        entity(Label::PERSON, "Ann Lee", ids(&[0, 3, 5])),
        entity(Label::ORGANIZATION, "Ulm Bank", ids(&[1])),
        entity(Label::PERSON, "Tom", ids(&[2, 4])),
    ];
    document.set_entities(entities, Maker::default())?;
    let relation = |subject, object, evidence| Relation {
        label: Label::from("met"),
        subject: EntityId::new(subject),
        object: EntityId::new(object),
        evidence: vec![evidence],
        status: Status::Now,
        role: None,
        negated: false,
        hedged: false,
        quote: None,
        score: None,
    };
    let relations = vec![
        Relation {
            quote: Some(QuoteId::new(1)),
            ..relation(0, 2, of("told"))
        },
        Relation {
            role: Some(of("of")),
            ..relation(0, 1, of("of Ulm Bank"))
        },
    ];
    document.set_relations(relations, Maker::default())?;
    let triple = |subject, predicate, object| Triple {
        subject,
        implied: None,
        predicate: vec![predicate],
        object,
        arguments: Vec::new(),
        negated: false,
        hedged: false,
        quote: None,
        score: Some(0.9),
    };
    let triples = vec![
        triple(of("She"), of("paid"), nth(".", 1)),
        Triple {
            arguments: vec![of("left")],
            ..triple(ann, of("told"), tom)
        },
    ];
    document.set_triples(triples, Maker::default())?;
    Ok(document)
}

fn texts<'a>(mentions: impl Iterator<Item = MentionView<'a>>) -> Vec<&'a str> {
    mentions.map(MentionView::text).collect()
}

#[test]
fn items_come_in_text_order() -> Result<(), DocumentError> {
    let document = whole()?;
    let view = document.view();
    let expected = [
        "Ann Lee",
        "Ann Lee of Ulm Bank",
        "Ulm Bank",
        "Tom",
        "he",
        "She",
    ];
    assert_eq!(texts(view.mentions()), expected);
    let sentences: Vec<_> = view.sentences().map(|s| texts(s.mentions())).collect();
    assert_eq!(sentences, [&expected[..5], &expected[5..]]);
    let labels: Vec<_> = view.relations().map(|r| r.object().name()).collect();
    assert_eq!(labels, ["Ulm Bank", "Tom"]);
    let subjects: Vec<_> = view.triples().map(TripleView::subject).collect();
    assert_eq!(subjects, ["Ann Lee", "She"]);
    Ok(())
}

#[test]
fn entities_lead_to_what_they_do() -> Result<(), DocumentError> {
    let document = whole()?;
    let view = document.view();
    let [ann, bank, tom] =
        ["Ann Lee", "Ulm Bank", "Tom"].map(|name| view.entity_named(name).expect("an entity"));
    assert_eq!(
        texts(ann.mentions()),
        ["Ann Lee", "Ann Lee of Ulm Bank", "She"]
    );
    let ids = |quotes: &mut dyn Iterator<Item = QuoteView<'_>>| {
        quotes.map(|q| q.id().index()).collect::<Vec<_>>()
    };
    // She says the second with him, as the first of whom it is not.
    assert_eq!(ids(&mut ann.quotes()), [0, 1]);
    assert_eq!(ids(&mut tom.quotes()), [1]);
    assert_eq!(ids(&mut tom.quotes_to()), [0]);
    assert_eq!(ids(&mut bank.quotes()), [0; 0]);
    assert_eq!(
        ann.relations().map(RelationView::index).collect::<Vec<_>>(),
        [1, 0]
    );
    assert_eq!(tom.relations().len(), 1);
    assert!(ann.is_named() && ann.names().eq(["Ann Lee"]));
    assert_eq!(view.entity_named("Tim"), None);
    assert_eq!(view.entity_at(of("Ulm Bank")), Some(bank));
    Ok(())
}

#[test]
fn quotes_lead_to_those_who_take_part() -> Result<(), DocumentError> {
    let document = whole()?;
    let view = document.view();
    let quotes: Vec<_> = view.quotes().collect();
    let [outer, inner] = quotes[..] else {
        panic!("two quotes")
    };
    assert_eq!(
        (outer.text().as_ref(), outer.cue()),
        ("“We, ... lost”", Some("told"))
    );
    assert_eq!((inner.text().as_ref(), inner.cue()), ("lost", Some("said")));
    assert_eq!(
        outer.speaker_entity().map(EntityView::name),
        Some("Ann Lee")
    );
    assert_eq!(outer.addressee().map(ParticipantView::name), Some("Tom"));
    assert_eq!(outer.nested().collect::<Vec<_>>(), [inner]);
    assert_eq!((inner.parent(), outer.parent()), (Some(outer), None));
    assert!(inner.nested().next().is_none());
    let names: Vec<_> = inner.speakers().map(|s| (s.text(), s.name())).collect();
    assert_eq!(names, [("he", "Tom"), ("Ann Lee", "Ann Lee")]);
    let speaker = outer.speaker().expect("a speaker");
    assert_eq!(
        (speaker.role(), speaker.behalf().map(EntityView::name)),
        (Some("of Ulm Bank"), Some("Ulm Bank"))
    );
    assert_eq!(speaker.how, Reference::Named);
    assert_eq!(outer.sentence().map(SentenceView::index), Some(0));
    Ok(())
}

#[test]
fn claims_lead_to_their_quotes() -> Result<(), DocumentError> {
    let document = whole()?;
    let view = document.view();
    let relations: Vec<_> = view.relations().collect();
    assert_eq!(
        (relations[0].role(), relations[0].quote()),
        (Some("of"), None)
    );
    assert!(relations[0].evidence().eq(["of Ulm Bank"]));
    assert_eq!(relations[1].quote(), view.quote(QuoteId::new(1)));
    assert_eq!(relations[1].subject().name(), "Ann Lee");
    let triple = view.triples().next().expect("a triple");
    assert_eq!(
        (triple.predicate().as_str(), triple.object()),
        ("told", "Tom")
    );
    assert!(triple.arguments().eq(["left"]) && triple.index() == 1 && triple.quote().is_none());
    assert_eq!(triple.sentence().map(|s| s.tokens().len()), Some(13));
    Ok(())
}

#[test]
fn words_lead_to_their_heads() -> Result<(), DocumentError> {
    let document = whole()?;
    let view = document.view();
    let second = view.sentences().next_back().expect("two sentences");
    assert_eq!(second.text(), "She paid.");
    let words: Vec<_> = second.tokens().map(TokenView::text).collect();
    assert_eq!(words, ["She", "paid."]);
    let paid = second.tokens().next_back().expect("a word");
    assert_eq!(paid.head().map(TokenView::text), Some("She"));
    assert_eq!(
        (paid.dep(), paid.upos(), paid.lemma()),
        (Some(dep::OBJ), Some(Upos::Noun), Some("paid."))
    );
    assert_eq!(paid.head().and_then(TokenView::head), None);
    assert_eq!(
        (paid.sentence(), view.tokens().last()),
        (Some(second), Some(paid))
    );
    // White space belongs to the sentence after it; nothing follows the last.
    assert_eq!(view.sentence_at(second.span.start() - 1), Some(second));
    assert_eq!(view.sentence_at(TEXT.len()), None);
    Ok(())
}

#[test]
fn filters_go_by_act_and_score() -> Result<(), DocumentError> {
    let document = whole()?;
    let view = document.view();
    let acts: Vec<_> = view
        .quotes()
        .filter(|q| q.act == Act::Thought)
        .map(QuoteView::id)
        .collect();
    assert_eq!(acts, [QuoteId::new(1)]);
    // What has no score passes.
    let cases = [
        (0.4, 2, 6, 2),
        (0.5, 2, 6, 2),
        (0.7, 1, 5, 2),
        (0.95, 1, 5, 0),
    ];
    for (least, quotes, mentions, triples) in cases {
        let found = (
            view.quotes().filter(|q| q.is_sure(least)).count(),
            view.mentions().filter(|m| m.is_sure(least)).count(),
            view.triples().filter(|t| t.is_sure(least)).count(),
        );
        assert_eq!(found, (quotes, mentions, triples), "{least}");
        assert_eq!(view.relations().filter(|r| r.is_sure(least)).count(), 2);
    }
    Ok(())
}

/// A view of a document with fewer layers has fewer items, and nothing breaks.
#[test]
fn an_absent_layer_has_no_items() -> Result<(), DocumentError> {
    let counts = |document: &Document| {
        let view = document.view();
        let said = view.quotes().filter_map(QuoteView::speaker_entity).count();
        let all = [
            view.tokens().count(),
            view.sentences().count(),
            view.mentions().count(),
            view.quotes().count(),
            view.entities().count(),
            view.relations().count(),
            view.triples().count(),
        ];
        (all, said)
    };
    let mut document = whole()?;
    assert_eq!(counts(&document), ([15, 2, 6, 2, 3, 2, 2], 2));
    let (quotes, mentions) = (document.quotes()?.to_vec(), document.mentions()?.to_vec());
    document.set_quotes(quotes, Maker::default())?;
    assert_eq!(counts(&document), ([15, 2, 6, 2, 0, 0, 0], 0));
    document.set_mentions(mentions[..3].to_vec(), Maker::default())?;
    assert_eq!(counts(&document), ([15, 2, 3, 0, 0, 0, 0], 0));
    assert_eq!(counts(&Document::new("", TEXT)?), ([0; 7], 0));
    let bare = Document::new("", TEXT)?;
    assert!(
        bare.view().entity(EntityId::new(0)).is_none()
            && bare.view().entity_at(of("Ann")).is_none()
    );
    Ok(())
}

/// What was found out is forgotten when a layer changes.
#[test]
fn a_change_is_seen() -> Result<(), DocumentError> {
    let mut document = whole()?;
    let count = |document: &Document| {
        (
            document.view().mentions().count(),
            document
                .view()
                .entities()
                .map(|e| e.quotes().len())
                .sum::<usize>(),
        )
    };
    assert_eq!(count(&document), (6, 3));
    document.append_mentions(vec![mention(of("We"), Label::PERSON, MentionKind::Pronoun)])?;
    assert_eq!(count(&document), (7, 3));
    let entities = document.entities()?[..2].to_vec();
    document.set_entities(entities, Maker::default())?;
    assert_eq!(count(&document), (7, 2));
    document.drop_appended_mentions();
    assert_eq!(count(&document), (3, 0));
    // It is no part of what a document is.
    let asked = whole()?;
    assert_eq!(count(&asked), (6, 3));
    assert!(asked == whole()? && asked.clone() == asked);
    Ok(())
}

#[test]
fn views_go_between_threads() {
    fn check<T: Send + Sync + Copy + std::fmt::Debug>() {}
    check::<View<'_>>();
    check::<TokenView<'_>>();
    check::<SentenceView<'_>>();
    check::<MentionView<'_>>();
    check::<EntityView<'_>>();
    check::<QuoteView<'_>>();
    check::<ParticipantView<'_>>();
    check::<RelationView<'_>>();
    check::<TripleView<'_>>();
}

fn kind(number: usize) -> MentionKind {
    use MentionKind::{Nominal, Pronoun, Proper, Value};
    [Proper, Nominal, Pronoun, Value][number % 4]
}

proptest! {
    /// The short ways to a mention find what a walk over all of them finds.
    #[test]
    fn mentions_are_found_as_by_a_walk(
        spans in proptest::collection::vec((0usize..30, 1usize..12, 0usize..4, any::<bool>()), 0..14),
        asked in (0usize..32, 0usize..9),
    ) {
        let text = "Lee's a bb cc's dd'll ee's ff gg hh ii jj kk ll";
        let mut document = Document::new("", text).expect("a short text");
        let tokens = vec![Token { span: Span::new(0, text.len()) }];
        document.set_tokens(tokens, Maker::default()).expect("a token");
        let sentence = Sentence { span: Span::new(0, text.len()), tokens: 0..1, paragraph: 0 };
        document.set_sentences(vec![sentence], Maker::default()).expect("a sentence");
        let word = WordSyntax { upos: Upos::X, xpos: "FW", lemma: "_", head: None, dep: dep::ROOT };
        let syntax = Syntax::new(document.tokenized().expect("words"), [word]).expect("a tree");
        document.set_syntax(syntax, Maker::default()).expect("a tree");
        document.set_quote_marks(Vec::new(), Maker::default()).expect("no marks");
        let mut all: Vec<_> = spans.iter().map(|&(start, len, number, entity)| {
            (mention(Span::new(start, start + len), Label::PERSON, kind(number)), entity)
        }).collect();
        all.sort_by_key(|(mention, _)| mention.span.start());
        let mentions: Vec<Mention> = all.iter().map(|(mention, _)| mention.clone()).collect();
        document.set_mentions(mentions.clone(), Maker::default()).expect("sorted");
        document.set_quotes(Vec::new(), Maker::default()).expect("no quotes");
        let known: Vec<MentionId> = (0..all.len()).filter(|&at| all[at].1).map(MentionId::new).collect();
        let entity = |&id: &MentionId| Entity { label: Label::PERSON, name: String::new(), mentions: vec![id] };
        document.set_entities(known.iter().map(entity).collect(), Maker::default()).expect("entities");

        let span = Span::new(asked.0, asked.0 + asked.1);
        let of = |id: MentionId| &mentions[id.index()];
        let at = known.iter().copied()
            .filter(|&id| of(id).span.overlaps(span))
            .max_by_key(|&id| span.fit(of(id).span, text));
        prop_assert_eq!(document.mention_at(span), at);
        let who = Participant::new(span, Reference::Named);
        let best = known.iter().copied()
            .filter(|&id| of(id).span.contains(span) && of(id).span.overlaps(span))
            .min_by_key(|&id| of(id).closeness());
        prop_assert_eq!(document.entity_of_participant(&who), best.and_then(|id| document.entity_of(id)));
    }
}

/// A description that goes on beyond a participant's words is the participant where it has its head.
#[test]
fn a_participant_is_no_description_that_it_is_only_named_in() -> Result<(), DocumentError> {
    let text = "Engines that experts praise run.";
    let mut document = Document::new("", text)?;
    let at = |word: &str| {
        let start = text.find(word).expect("it is there");
        Span::new(start, start + word.len())
    };
    let words = ["Engines", "that", "experts", "praise", "run", "."];
    let tokens = words.map(|word| Token { span: at(word) }).to_vec();
    let sentence = Sentence {
        span: Span::new(0, text.len()),
        tokens: 0..tokens.len(),
        paragraph: 0,
    };
    document.set_tokens(tokens, Maker::default())?;
    document.set_sentences(vec![sentence], Maker::default())?;
    let heads = [Some(4), Some(3), Some(3), Some(0), None, Some(4)];
    let word = |(word, head): (&&'static str, Option<usize>)| WordSyntax {
        upos: Upos::Noun,
        xpos: "NN",
        lemma: word,
        head,
        dep: if head.is_none() { dep::ROOT } else { dep::OBJ },
    };
    let syntax = Syntax::new(document.tokenized()?, words.iter().zip(heads).map(word))?;
    document.set_syntax(syntax, Maker::default())?;
    let whole = at("Engines that experts praise");
    let kinds = [MentionKind::Nominal, MentionKind::Proper];
    for (kind, of_experts) in kinds.into_iter().zip([None, Some(EntityId::new(0))]) {
        document.set_mentions(vec![mention(whole, Label::MISC, kind)], Maker::default())?;
        let entity = Entity {
            label: Label::MISC,
            name: "engines".to_owned(),
            mentions: vec![MentionId::new(0)],
        };
        document.set_entities(vec![entity], Maker::default())?;
        for (word, expected) in [("Engines", Some(EntityId::new(0))), ("experts", of_experts)] {
            let who = who(at(word), at(word), Reference::Described);
            assert_eq!(document.entity_of_participant(&who), expected, "{word}");
        }
    }
    Ok(())
}
