//! Names by a tiny checkpoint with random weights: shapes, alignment, windows, batches, threads.

mod common;

use common::{TAGS, TEXTS, Tiny, one_sentence, tokenize};
use newsgraph_bert::document::{Annotator, Document, Label, Layer, Mention, MentionKind, Sentence};
use newsgraph_bert::{BertEntityRecognizer, BertOptions, Context, LabelTable};
use std::ops::Range;
use std::thread;

fn options(change: impl FnOnce(&mut BertOptions)) -> BertOptions {
    let mut options = BertOptions::default();
    change(&mut options);
    options
}

fn assert_near(a: &[Vec<f32>], b: &[Vec<f32>], what: &str) {
    assert_eq!(a.len(), b.len(), "{what}");
    for (at, (a, b)) in a.iter().zip(b).enumerate() {
        assert_eq!(a.len(), b.len(), "{what}: word {at}");
        for (a, b) in a.iter().zip(b) {
            assert!((a - b).abs() < 1e-4, "{what}: word {at}: {a} and {b}");
        }
    }
}

/// The texts as one document of some thousand words, in paragraphs.
fn long_text() -> String {
    let all = TEXTS.join("\n");
    let part = |copy| format!("Part {copy} begins.\n{all}\n");
    (0..20).map(part).collect::<Vec<_>>().concat()
}

#[test]
fn a_number_for_each_tag_of_each_word() {
    let tiny = Tiny::tokens("shapes", "bert");
    let recognizer = BertEntityRecognizer::load(&tiny.folder).expect("a sound checkpoint");
    assert_eq!(recognizer.tags(), TAGS);
    for text in TEXTS {
        let found = tokenize(text);
        let logits = recognizer
            .logits(found.view(text))
            .expect("no text is an error");
        assert_eq!(logits.len(), found.tokens.len());
        let whole =
            |word: &Vec<f32>| word.len() == TAGS.len() && word.iter().all(|n| n.is_finite());
        assert!(logits.iter().all(whole), "{text}: a word without scores");
    }
}

#[test]
fn names_are_words_in_order() {
    let tiny = Tiny::tokens("names", "bert");
    let recognizer = BertEntityRecognizer::load(&tiny.folder).expect("a sound checkpoint");
    let text = long_text();
    let found = tokenize(&text);
    let mentions = recognizer
        .recognize(found.view(&text))
        .expect("no text is an error");
    assert!(
        mentions.len() > 20,
        "random weights name much: {}",
        mentions.len()
    );
    let view = found.view(&text);
    for mention in &mentions {
        let tokens = view.tokens_in(mention.span);
        assert_eq!(view.span_of(tokens.clone()), mention.span, "whole words");
        let sentence = &found.sentences[view.sentence_of(tokens.start)];
        assert!(sentence.span.contains(mention.span), "in one sentence");
        assert!(matches!(mention.label.as_str(), "Person" | "Location"));
        assert_eq!(mention.kind, MentionKind::Proper);
        assert!(mention.score.is_some_and(|p| p > 0.0 && p <= 1.0));
    }
    let apart = |pair: &[Mention]| pair[0].span.end() <= pair[1].span.start();
    assert!(mentions.windows(2).all(apart));
}

#[test]
fn one_window_at_a_time_or_many() {
    let tiny = Tiny::tokens("batches", "bert");
    let text = long_text();
    let found = tokenize(&text);
    let logits = |options: BertOptions| {
        let recognizer = BertEntityRecognizer::load_with(&tiny.folder, &options);
        let recognizer = recognizer.expect("a sound checkpoint");
        recognizer
            .logits(found.view(&text))
            .expect("no text is an error")
    };
    let alone = logits(options(|o| o.batch_windows = 1));
    for (windows, pieces) in [(2, 2048), (16, 64), (16, 2048), (1000, 100_000)] {
        let many = logits(options(|o| {
            (o.batch_windows, o.batch_pieces) = (windows, pieces);
        }));
        assert_near(
            &alone,
            &many,
            &format!("{windows} windows, {pieces} pieces"),
        );
    }
}

#[test]
fn a_sentence_that_fits_is_read_the_same_in_any_window() {
    let tiny = Tiny::tokens("fits", "bert");
    let text = "Anna met Bo. Bo met the man.";
    let found = tokenize(text);
    let read = |window| {
        let recognizer =
            BertEntityRecognizer::load_with(&tiny.folder, &options(|o| o.window = window));
        let recognizer = recognizer.expect("a sound checkpoint");
        recognizer
            .logits(found.view(text))
            .expect("no text is an error")
    };
    // Each sentence is ten pieces at most; the model has positions for 66.
    assert_near(&read(14), &read(66), "windows of 14 and 66");
    assert_near(
        &read(66),
        &read(100_000),
        "never more than there are positions",
    );
}

/// In a document a sentence's first word stands behind a space, which byte-level pieces tell apart.
#[test]
fn a_document_is_read_as_one_text() {
    let tiny = Tiny::tokens("spaces", "roberta");
    let text = "the an bo. bo the an.";
    let found = tokenize(text);
    let load = |context| {
        let options = options(|o| o.context = context);
        BertEntityRecognizer::load_with(&tiny.folder, &options).expect("a sound checkpoint")
    };
    let mut one = Vec::new();
    let whole = load(Context::Sentence)
        .logits(one_sentence(text, &found.tokens, &mut one))
        .expect("no text is an error");
    let sentence = |tokens: Range<usize>| Sentence {
        span: found.view(text).span_of(tokens.clone()),
        tokens,
        paragraph: 0,
    };
    let two = [sentence(0..4), sentence(4..8)];
    let mut view = found.view(text);
    view.sentences = &two;
    let document = load(Context::Document)
        .logits(view)
        .expect("no text is an error");
    assert_near(&whole, &document, "the document and one sentence");
}

/// Without attention and positions a piece's scores are its own, so that windows must not change them.
#[test]
fn one_window_or_many_of_a_long_text() {
    let mut tiny = Tiny::tokens("windows", "bert");
    for (name, (_, numbers)) in &mut tiny.tensors {
        if name.contains("attention.output.dense") || name.contains("position_embeddings") {
            numbers.fill(0.0);
        }
    }
    tiny.config["max_position_embeddings"] = 8192.into();
    let positions = "bert.embeddings.position_embeddings.weight";
    let (shape, numbers) = tiny.tensors.get_mut(positions).expect("BERT has positions");
    numbers.resize(8192 * shape[1], 0.0);
    shape[0] = 8192;
    tiny.write();
    let text = long_text();
    let found = tokenize(&text);
    let mut one = Vec::new();
    let as_one_sentence = one_sentence(&text, &found.tokens, &mut one);
    for (text, what) in [
        (found.view(&text), "sentences"),
        (as_one_sentence, "one sentence"),
    ] {
        let read = |context, window, stride| {
            let options = options(|o| (o.context, o.window, o.stride) = (context, window, stride));
            let recognizer = BertEntityRecognizer::load_with(&tiny.folder, &options);
            let recognizer = recognizer.expect("a sound checkpoint");
            recognizer.logits(text).expect("no text is an error")
        };
        let whole = read(Context::Document, 8192, 0);
        for context in [Context::Sentence, Context::Document] {
            for (window, stride) in [(3, 0), (16, 0), (16, 5), (66, 20), (512, 128)] {
                let what = format!("{what}, {context:?}, windows of {window} sharing {stride}");
                assert_near(&whole, &read(context, window, stride), &what);
            }
        }
    }
}

#[test]
fn long_sentences_lose_no_word() {
    let tiny = Tiny::tokens("long", "bert");
    let text = "the man an anna met bo in the town ".repeat(60);
    let tokens = tokenize(&text).tokens;
    let mut sentences = Vec::new();
    let view = one_sentence(&text, &tokens, &mut sentences);
    for context in [Context::Sentence, Context::Document] {
        for (window, stride) in [(3, 0), (16, 5), (66, 20), (66, 1000)] {
            let options = options(|o| (o.context, o.window, o.stride) = (context, window, stride));
            let recognizer = BertEntityRecognizer::load_with(&tiny.folder, &options);
            let recognizer = recognizer.expect("a sound checkpoint");
            let logits = recognizer.logits(view).expect("no text is an error");
            assert!(
                logits.iter().all(|word| word.len() == TAGS.len()),
                "{options:?}"
            );
        }
    }
}

#[test]
fn a_document_is_context_where_it_is_asked_for() {
    let tiny = Tiny::tokens("context", "bert");
    let text = "Anna met Bo. Bo met the man.";
    let found = tokenize(text);
    let load = |context| {
        let options = options(|o| o.context = context);
        BertEntityRecognizer::load_with(&tiny.folder, &options).expect("a sound checkpoint")
    };
    let document = load(Context::Document)
        .logits(found.view(text))
        .expect("no text is an error");
    let sentences = load(Context::Sentence)
        .logits(found.view(text))
        .expect("no text is an error");
    // As one sentence it is the very window of the document.
    let mut one = Vec::new();
    let view = one_sentence(text, &found.tokens, &mut one);
    let whole = load(Context::Sentence)
        .logits(view)
        .expect("no text is an error");
    assert_near(
        &document,
        &whole,
        "the document's window and the sentence's",
    );
    assert_ne!(document, sentences, "what stands around a sentence counts");
}

#[test]
fn threads_share_it() {
    let tiny = Tiny::tokens("threads", "bert");
    let text = long_text();
    let found = tokenize(&text);
    let recognizer = BertEntityRecognizer::load_with(&tiny.folder, &options(|o| o.networks = 2));
    let recognizer = recognizer.expect("a sound checkpoint");
    let first = recognizer
        .recognize(found.view(&text))
        .expect("no text is an error");
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let again = recognizer.recognize(found.view(&text));
                assert_eq!(again.expect("no text is an error"), first);
            });
        }
    });
}

#[test]
fn it_stands_in_a_pipeline_for_ner_and_keeps_values() {
    let tiny = Tiny::tokens("pipeline", "bert");
    let recognizer = BertEntityRecognizer::load(&tiny.folder).expect("a sound checkpoint");
    // No name at all, so that no random one takes the place of a value.
    let none: LabelTable = "PER =\nLOC =".parse().expect("a sound table");
    let recognizer = recognizer.with_labels(&none).expect("its own types");
    let pipeline = newsgraph::english_builder()
        .expect("sound models")
        .replace("ner", recognizer)
        .build()
        .expect("it reads and sets what ner does");
    let document = pipeline
        .process("Anna paid $20 on March 19, 2017.")
        .expect("no text is an error");
    let mentions = document.mentions().expect("it ran");
    let read: Vec<_> = mentions
        .iter()
        .map(|m| {
            (
                &document.text()[m.span],
                m.label.as_str(),
                m.value.as_deref(),
            )
        })
        .collect();
    assert_eq!(
        read,
        [
            ("$20", "Money", Some("20 USD")),
            ("March 19, 2017", "Date", Some("2017-03-19"))
        ]
    );
    let maker = document.maker(Layer::Mentions).expect("it is present");
    assert_eq!(
        (maker.component.as_str(), maker.model.as_deref()),
        ("ner", Some("pipeline"))
    );
}

#[test]
fn labels_are_those_of_the_table() {
    let tiny = Tiny::tokens("labels", "bert");
    let recognizer = BertEntityRecognizer::load(&tiny.folder).expect("a sound checkpoint");
    assert_eq!(recognizer.labels(), [Label::LOCATION, Label::PERSON]);
    let table: LabelTable = "PER = Human\nLOC =".parse().expect("a sound table");
    let recognizer = recognizer.with_labels(&table).expect("its own types");
    assert_eq!(recognizer.labels(), [Label::new("Human")]);
    let text = long_text();
    let mut document = Document::new("", text.as_str()).expect("a short text");
    let found = tokenize(&text);
    document
        .set_tokens(found.tokens, &newsgraph_tokenize::Tokenizer::default())
        .expect("its own");
    document
        .set_sentences(found.sentences, &newsgraph_tokenize::Tokenizer::default())
        .expect("its own");
    recognizer
        .annotate(&mut document)
        .expect("no text is an error");
    let names = document
        .mentions()
        .expect("it ran")
        .iter()
        .filter(|m| m.kind == MentionKind::Proper);
    assert!(names.clone().count() > 0 && names.clone().all(|m| m.label == "Human"));
}

#[test]
fn it_is_send_and_sync() {
    fn shared<T: Send + Sync>() {}
    shared::<BertEntityRecognizer>();
    shared::<newsgraph_bert::BertRelationClassifier>();
}
