//! What a new user is told: every message says what is wrong and what to do.

mod fresh;

use std::error::Error;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

type Outcome = Result<(), Box<dyn Error>>;

/// A folder with files of many kinds, of its own for each test.
fn folder(test: &str) -> Result<PathBuf, Box<dyn Error>> {
    let folder = fresh::folder(&format!("messages_{test}"))?;
    fs::create_dir_all(folder.join("folder"))?;
    let bare = |columns: usize| {
        let line =
            |number: usize, word: &str| format!("{number}\t{word}{}\n", "\t_".repeat(columns - 2));
        format!("{}{}\n", line(1, "Ann"), line(2, "left"))
    };
    let files: [(&str, &[u8]); 15] = [
        ("empty", b""),
        ("binary", b"\x7fELF\x00\xff\xfe\x80"),
        ("latin", b"Ann O\ncaf\xe9 O\n"),
        ("packed", b"\x1f\x8b\x08\x00\xff"),
        ("prose", b"Ann went to Paris.\n"),
        ("names.conll", b"Ann B-PER\nleft O\n"),
        ("other.conll", b"Bob B-PER\nleft O\n"),
        ("short.conll", b"Ann B-PER\n"),
        ("none.conll", b"Ann O\nleft O\n"),
        ("rows.jsonl", b"{\"id\":\"a\",\"text\":\"Ann left.\"}\n"),
        ("conll04.jsonl", b"{\"id\":\"a\",\"tokens\":[\"Ann\",\"left\"],\"entities\":[[0,1,\"Peop\"]],\"relations\":[]}\n"),
        ("one.jsonl", b"{\"id\":\"a\",\"tokens\":[\"Ann\",\"left\",\"Ely\"],\"entities\":[[0,1,\"Peop\"],[2,3,\"Loc\"]],\"relations\":[[0,1,\"Live_In\"]]}\n"),
        ("b.jsonl", b"{\"id\":\"b\",\"tokens\":[\"Ann\",\"left\"],\"entities\":[[0,1,\"Peop\"]],\"relations\":[]}\n"),
        ("carb.tsv", b"Ann sold ships .\tsold\tAnn\tships\n"),
        ("carb2.tsv", b"Bob sold ships .\t0.9\tsold\tBob\tships\n"),
    ];
    for (name, bytes) in files {
        fs::write(folder.join(name), bytes)?;
    }
    fs::write(folder.join("bare.conllu"), bare(10))?;
    fs::write(folder.join("two.conllu"), bare(2))?;
    fs::write(folder.join("other.conllu"), bare(10).replace('_', "0"))?;
    fs::write(
        folder.join("tree.conllu"),
        bare(10).replace('_', "0").replace("Ann", "Eve"),
    )?;
    Ok(folder)
}

fn run(folder: &Path, arguments: &[&str], input: &[u8]) -> Result<Output, Box<dyn Error>> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_newsgraph"))
        .current_dir(folder)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    if let Some(mut stdin) = child.stdin.take() {
        // Whoever refuses its arguments reads nothing.
        let _ = stdin.write_all(input);
    }
    Ok(child.wait_with_output()?)
}

/// A command line, as words, with the exit code and a part of its message.
type Case = (&'static str, i32, &'static str);

fn check(test: &str, cases: &[(&str, i32, &str)]) -> Outcome {
    let folder = folder(test)?;
    for (line, code, message) in cases {
        let arguments: Vec<&str> = line.split(' ').collect();
        let output = run(&folder, &arguments, b"")?;
        let messages = String::from_utf8(output.stderr)?;
        assert_eq!(output.status.code(), Some(*code), "{line}: {messages}");
        assert!(messages.contains(message), "{line}: {messages}");
        assert!(output.stdout.is_empty(), "{line}");
        assert!(!messages.contains("panicked"), "{line}: {messages}");
    }
    Ok(())
}

/// Options that cannot be followed.
const OPTIONS: &[Case] = &[
    (
        "annotate --components tokenize,magic",
        2,
        "there is no component \"magic\"; choose from tokenize, syntax,",
    ),
    ("annotate --min-score 7", 2, "expected a number from 0 to 1"),
    (
        "annotate --min-score NaN",
        2,
        "expected a number from 0 to 1",
    ),
    (
        "annotate --min-score -1",
        2,
        "expected a number from 0 to 1",
    ),
    (
        "annotate --min-score much",
        2,
        "expected a number from 0 to 1",
    ),
    (
        "annotate --date 2026-02-30",
        2,
        "expected a day of the calendar as YYYY-MM-DD, found \"2026-02-30\"",
    ),
    (
        "annotate --acts speach",
        2,
        "possible values: speech, thought",
    ),
    (
        "annotate --layers quote",
        2,
        "possible values: text, paragraphs, sentences, tokens, mentions, entities, quotes,",
    ),
    (
        "annotate --layers quotes --format text",
        2,
        "--layers goes with --format json and jsonl",
    ),
    (
        "annotate --layers quotes --format html",
        2,
        "--layers goes with --format json and jsonl",
    ),
    (
        "annotate --layers quotes --format conllu",
        2,
        "--layers goes with --format json and jsonl",
    ),
    (
        "annotate --offsets char --format text",
        2,
        "--offsets goes with --format json, jsonl, csv, parquet and arrow; other formats have no offsets",
    ),
    (
        "annotate --offsets byte --out a.html",
        2,
        "--offsets goes with --format json, jsonl, csv, parquet and arrow; other formats have no offsets",
    ),
    (
        "annotate --components ner",
        2,
        "--components: ner needs tokenize; give --components tokenize,ner",
    ),
    (
        "annotate --components coref,quote",
        2,
        "--components: quote needs tokenize, syntax, ner; coref needs syntax, ner; give --components tokenize,syntax,ner,quote,coref",
    ),
    (
        "annotate --components relation",
        2,
        "--components: relation needs syntax, quote, coref; give --components tokenize,syntax,ner,quote,coref,relation",
    ),
    (
        "annotate --layers quotes --components tokenize",
        2,
        "--layers quotes needs the component quote; add it to --components",
    ),
    (
        "annotate --day-first --components tokenize",
        2,
        "--day-first needs the component ner; add it to --components",
    ),
    (
        "annotate --min-score 0.5 --components tokenize",
        2,
        "--min-score needs the component quote; add it",
    ),
    (
        "annotate --acts all --components tokenize",
        2,
        "--acts needs the component quote; add it",
    ),
    (
        "annotate --labels dwie --components tokenize",
        2,
        "--labels needs the component relation; add it",
    ),
    (
        "annotate --patterns empty --components tokenize",
        2,
        "--patterns needs the component ner; add it",
    ),
    (
        "annotate --layers tokens --min-score 0.9",
        2,
        "--min-score needs the component quote, which --layers tokens does not run; add quotes to --layers",
    ),
    (
        "annotate --layers tokens,sentences --acts all",
        2,
        "--acts needs the component quote, which --layers tokens,sentences does not run; add quotes to --layers",
    ),
    (
        "annotate --layers text --labels dwie",
        2,
        "--labels needs the component relation, which --layers text does not run; add relations to --layers",
    ),
    (
        "annotate --layers sentences --day-first",
        2,
        "--day-first needs the component ner, which --layers sentences does not run; add mentions to --layers",
    ),
    (
        "annotate --layers tokens --patterns empty",
        2,
        "--patterns needs the component ner, which --layers tokens does not run; add mentions to --layers",
    ),
    (
        "annotate --out x.jsonl.gz rows.jsonl",
        2,
        "--out x.jsonl.gz: output is not compressed; name it x.jsonl, or pipe it: newsgraph ... | gzip > x.jsonl.gz",
    ),
    (
        "annotate --out folder/X.HTML.GZ --format html rows.jsonl",
        2,
        "name it folder/X.HTML, or pipe it: newsgraph ... | gzip > folder/X.HTML.GZ",
    ),
    (
        "annotate --out x.zst rows.jsonl",
        2,
        "--out x.zst: output is not compressed; name it x, or pipe it: newsgraph ... | zstd > x.zst",
    ),
    (
        "tag --task syntax --model conll --input conll names.conll",
        2,
        "leave out --model",
    ),
    (
        "tag --task syntax --patterns x --input conll names.conll",
        2,
        "leave it out",
    ),
    (
        "tag --task pos --input conll names.conll",
        2,
        "possible values: ner, syntax",
    ),
    (
        "relations --input docred prose",
        2,
        "possible values: conll04, dwie, knowledgenet",
    ),
];

#[test]
fn wrong_options_are_usage() -> Outcome {
    check("options", OPTIONS)
}

#[test]
fn wrong_files_are_named_with_what_to_do() -> Outcome {
    let commands = [
        "tag --task ner --input conll",
        "tag --task ner --input conllu",
        "tag --task syntax --input conll",
        "tag --task syntax --input conllu",
        "relations --input conll04",
        "relations --input dwie",
        "relations --input knowledgenet",
        "evaluate tokens",
        "evaluate ner",
        "evaluate syntax",
        "evaluate quotes",
        "evaluate coref",
        "evaluate relations",
        "evaluate triples",
        "evaluate facts",
        "train ner --out model --dev names.conll --train",
        "train relations --out model --dev conll04.jsonl --train",
    ];
    let files = [
        ("folder", "folder is a directory; name a file in it"),
        ("missing", "could not read missing"),
        (
            "binary",
            "binary: this is a program, not text; leave it out",
        ),
        ("latin", "latin: not UTF-8 text (line 2, byte "),
        (
            "packed",
            "packed: the gzip data is cut or damaged; fetch the file again",
        ),
        ("empty", "found none"),
    ];
    let mut lines = Vec::new();
    for command in commands {
        for (file, message) in files {
            lines.push((format!("{command} {file}"), 1, message));
        }
    }
    let cases: Vec<_> = lines
        .iter()
        .map(|(line, code, message)| (line.as_str(), *code, *message))
        .collect();
    check("files", &cases)
}

/// Files that are not what the task reads.
const LAYOUTS: &[Case] = &[
    (
        "tag --task syntax --input conllu two.conllu",
        1,
        "two.conllu, line 1: expected ten columns with tabs between",
    ),
    (
        "tag --task ner --input conllu prose",
        1,
        "prose: expected words in lines of CoNLL-U: a number, a tab, a word, found none",
    ),
    (
        "evaluate syntax bare.conllu",
        1,
        "bare.conllu, line 1: expected the number of a head in column 7",
    ),
    (
        "evaluate syntax tree.conllu bare.conllu",
        1,
        "bare.conllu, line 1: expected the number of a head in column 7",
    ),
    (
        "evaluate syntax tree.conllu other.conllu",
        1,
        "other.conllu: predict on the gold's own text",
    ),
    (
        "relations --input dwie conll04.jsonl",
        1,
        "--input dwie: conll04.jsonl, line 1: expected a list of documents",
    ),
    (
        "relations --input conll04 rows.jsonl",
        1,
        "rows.jsonl, line 1: expected an object with id, tokens, entities",
    ),
    (
        "relations --input conll04 rows.jsonl",
        1,
        "missing field `entities`",
    ),
    (
        "evaluate ner names.conll short.conll",
        1,
        "short.conll: sentence 1 has other words than the gold; predict on",
    ),
    (
        "evaluate ner names.conll other.conll",
        1,
        "other.conll: sentence 1 has other words than the gold; predict on",
    ),
    (
        "evaluate relations conll04.jsonl b.jsonl",
        1,
        "b.jsonl: none of its documents or sentences is one of the gold",
    ),
    (
        "evaluate triples carb.tsv carb2.tsv",
        1,
        "carb2.tsv: none of its documents or sentences is one of the gold",
    ),
    ("evaluate facts rows.jsonl", 1, "missing field `entities`"),
    (
        "evaluate coref prose",
        1,
        "prose: expected documents that begin with a line \"# begin document NAME\"",
    ),
    (
        "evaluate quotes rows.jsonl",
        1,
        "expected a field \"attributions\" or \"quotes\"",
    ),
    (
        "train ner --train none.conll --dev names.conll --out model",
        1,
        "found 0; a tag such as B-PER begins a name",
    ),
    (
        "train ner --train names.conll --dev none.conll --out model",
        1,
        "none.conll: expected names to score the model on",
    ),
    (
        "train ner --train prose --dev names.conll --out model",
        1,
        "prose, line 1: expected a tag such as O",
    ),
    (
        "train ner --train names.conll --dev names.conll --out model",
        1,
        "newsgraph: names.conll: too little to learn from: 1 sentence; some thousand are usual",
    ),
    (
        "train relations --train one.jsonl --dev one.jsonl --out model",
        1,
        "newsgraph: one.jsonl: too little to learn from: relations in 1 text; some hundred are usual",
    ),
    (
        "train relations --train conll04.jsonl --dev conll04.jsonl --out model",
        1,
        "expected relations to learn from, found none",
    ),
    (
        "annotate --patterns binary prose",
        1,
        "--patterns binary: could not read binary as UTF-8 text; name a text file",
    ),
    (
        "annotate --patterns prose prose",
        1,
        "--patterns prose: line 1: expected a label",
    ),
];

#[test]
fn wrong_layouts_are_told() -> Outcome {
    check("layouts", LAYOUTS)
}

#[test]
fn models_of_another_kind_are_refused() -> Outcome {
    let models = concat!(env!("CARGO_MANIFEST_DIR"), "/../models-en");
    let names = format!("{models}/ner/news.safetensors");
    let relations = format!("{models}/relation/conll04.safetensors");
    let cases = [
        (
            format!("tag --task ner --input conll names.conll --model {relations}"),
            "--model takes news, conll or the file of a model of names",
        ),
        (
            format!("evaluate ner names.conll --model {relations}"),
            "expected task \"ner\", found \"relation\"",
        ),
        (
            format!("relations --input conll04 conll04.jsonl --model {names}"),
            "expected task \"relation\", found \"ner\"",
        ),
        (
            format!("relations --input conll04 conll04.jsonl --model {names}"),
            "--model takes the file of a model of relations, as `train relations` writes it",
        ),
        (
            "relations --input conll04 conll04.jsonl --model binary".to_owned(),
            "expected a safetensors file",
        ),
        (
            "tag --task ner --input conll names.conll --model binary".to_owned(),
            "expected a safetensors file",
        ),
    ];
    let cases: Vec<_> = cases
        .iter()
        .map(|(line, message)| (line.as_str(), 1, *message))
        .collect();
    check("models", &cases)
}

#[test]
fn names_cannot_change_what_a_terminal_shows() -> Outcome {
    let folder = folder("names")?;
    let odd = "a\n\u{1B}[31mb\u{202E}c";
    let shown = r"a\n\u{1B}[31mb\u{202E}c";
    let lines: [&[&str]; 7] = [
        &["annotate", odd],
        &["annotate", "--format", odd],
        &["annotate", "--components", odd],
        &["annotate", "--patterns", odd, "prose"],
        &["tag", "--task", "ner", "--input", "conll", odd],
        &["triples", odd],
        &["evaluate", "ner", odd],
    ];
    for line in lines {
        let output = run(&folder, line, b"Ann left.")?;
        let messages = String::from_utf8(output.stderr)?;
        assert!(!output.status.success());
        let hidden = |c: char| (c.is_control() && c != '\n') || c == '\u{202E}';
        assert!(!messages.contains(hidden), "{messages:?}");
        let escaped = messages.contains(shown)
            || messages.contains(r"\u{202e}")
            || messages.contains(r"\u{202E}");
        assert!(escaped, "{messages:?}");
    }
    Ok(())
}

#[test]
fn words_without_trees_are_tagged() -> Outcome {
    let folder = folder("bare")?;
    let output = run(
        &folder,
        &[
            "tag",
            "--task",
            "syntax",
            "--input",
            "conllu",
            "bare.conllu",
        ],
        b"",
    )?;
    let tagged = String::from_utf8(output.stdout)?;
    assert!(
        tagged.starts_with(
            "1\tAnn\tAnn\tPROPN\tNNP\t_\t2\tnsubj\t_\t_\n2\tleft\tleave\tVERB\tVBD\t_\t0\troot\t"
        ),
        "{tagged}"
    );
    let output = run(&folder, &["evaluate", "tokens", "bare.conllu"], b"")?;
    assert!(output.status.success());
    Ok(())
}

#[test]
fn triples_reads_standard_input() -> Outcome {
    let folder = folder("triples")?;
    let text = "The mayor sold two old ships in May.\n\nZoë Lee is a judge.\n";
    let utf16 = |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
        units.flat_map(bytes).collect()
    };
    fs::write(folder.join("lines"), text)?;
    let expected = run(&folder, &["triples", "lines"], b"")?.stdout;
    assert!(expected.starts_with(b"The mayor sold two old ships in May.\t"));
    let inputs = [
        text.as_bytes().to_vec(),
        format!("\u{FEFF}{text}").into_bytes(),
        utf16(u16::to_le_bytes),
        utf16(u16::to_be_bytes),
    ];
    for input in inputs {
        for arguments in [&["triples"][..], &["triples", "-"]] {
            let output = run(&folder, arguments, &input)?;
            assert!(output.status.success(), "{output:?}");
            assert_eq!(output.stdout, expected);
        }
    }
    let output = run(&folder, &["triples"], b"Good.\ncaf\xe9\n")?;
    assert_eq!(output.status.code(), Some(1));
    let messages = String::from_utf8(output.stderr)?;
    assert!(
        messages.contains("-: not UTF-8 text (line 2, byte 9); convert it first"),
        "{messages}"
    );
    let output = run(&folder, &["triples", "folder"], b"")?;
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr)?.contains("folder: could not be read"));
    Ok(())
}

/// What is read as something that it does not look like is told, and read all the same.
#[test]
fn other_forms_are_told() -> Outcome {
    let folder = folder("forms")?;
    fs::write(
        folder.join("pos.conll"),
        "Ann NNP B-PER\nleft VBD O\n. . O\n\nBob NNP B-PER\n",
    )?;
    fs::write(folder.join("two.txt"), "Ann went to Paris\nShe left\n")?;
    fs::write(folder.join("words.conll"), "Ann\nleft\n.\n")?;
    fs::write(folder.join("array.json"), "[\n{\"id\":\"a\"}\n]\n")?;
    let prose = "looks like prose; expected a word on each line";
    let json = "looks like JSON, and is read as sentences";
    let cases = [
        ("tag --task ner --input conll prose", prose),
        ("tag --task ner --input conll two.txt", prose),
        ("tag --task syntax --input conll prose", prose),
        ("tag --task ner --input conll pos.conll", ""),
        ("tag --task ner --input conll words.conll", ""),
        ("tag --task ner --input conll names.conll", ""),
        ("triples rows.jsonl", json),
        ("triples array.json", json),
        ("triples prose", ""),
    ];
    for (line, message) in cases {
        let arguments: Vec<&str> = line.split(' ').collect();
        let output = run(&folder, &arguments, b"")?;
        let messages = String::from_utf8(output.stderr)?;
        assert_eq!(output.status.code(), Some(0), "{line}: {messages}");
        assert!(messages.contains(message), "{line}: {messages}");
        assert_eq!(
            messages.is_empty(),
            message.is_empty(),
            "{line}: {messages}"
        );
    }
    Ok(())
}
