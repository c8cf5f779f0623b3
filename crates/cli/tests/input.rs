//! What `annotate` reads, and what it says of it.

mod fresh;

use std::error::Error;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

type Outcome = Result<(), Box<dyn Error>>;

/// A folder of its own for each test, empty at the start.
fn folder(test: &str) -> Result<PathBuf, Box<dyn Error>> {
    fresh::folder(&format!("input/{test}"))
}

fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsgraph"));
    command
        .current_dir(folder)
        .args(["annotate", "--components", "tokenize"]);
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Result<Seen, Box<dyn Error>> {
    Seen::of(
        &command(folder)
            .args(arguments)
            .stdin(Stdio::null())
            .output()?,
    )
}

fn with_input(arguments: &[&str], input: &[u8]) -> Result<Seen, Box<dyn Error>> {
    let mut command = command(Path::new("."));
    command
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn()?;
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(input)?;
    }
    Seen::of(&child.wait_with_output()?)
}

/// What a run gave: the exit code, ids and texts, messages.
#[derive(Debug)]
struct Seen {
    code: Option<i32>,
    ids: Vec<String>,
    texts: Vec<String>,
    dates: Vec<Option<String>>,
    messages: String,
}

impl Seen {
    fn of(output: &Output) -> Result<Self, Box<dyn Error>> {
        let text = std::str::from_utf8(&output.stdout)?;
        let rows = text.lines().map(serde_json::from_str);
        let rows: Vec<serde_json::Value> = rows.collect::<Result<_, _>>()?;
        let field = |name: &str| -> Vec<Option<String>> {
            let value = |row: &serde_json::Value| row[name].as_str().map(str::to_owned);
            rows.iter().map(value).collect()
        };
        Ok(Self {
            code: output.status.code(),
            ids: field("id").into_iter().flatten().collect(),
            texts: field("text").into_iter().flatten().collect(),
            dates: field("date"),
            messages: String::from_utf8(output.stderr.clone())?,
        })
    }
}

#[test]
fn odd_files_give_results_or_messages() -> Outcome {
    let folder = folder("odd_files")?;
    let files: [(&str, &[u8]); 6] = [
        ("empty.txt", b""),
        ("latin1.txt", b"Good.\nCaf\xe9 society."),
        ("binary.txt", b"\x7fELF\x00\xff\xfe\x80"),
        ("page.pdf", b"%PDF-1.7 \xff"),
        (
            "open.txt",
            "“We go, she said.\n\n”No, he said. \"".as_bytes(),
        ),
        ("good.txt", b"Ann Lee met Bob Ray in Paris."),
    ];
    for (name, bytes) in files {
        fs::write(folder.join(name), bytes)?;
    }
    let names = [
        "empty.txt",
        "latin1.txt",
        "missing.txt",
        "binary.txt",
        "page.pdf",
        "open.txt",
        "good.txt",
    ];
    let seen = run(&folder, &names)?;
    assert_eq!(seen.code, Some(1));
    assert_eq!(seen.ids, ["empty.txt", "open.txt", "good.txt"]);
    for message in [
        "newsgraph: latin1.txt: not UTF-8 text (line 2, byte 9); convert it first, for example with `iconv -f WINDOWS-1252 -t UTF-8`",
        "newsgraph: missing.txt: could not be read: ",
        "newsgraph: binary.txt: this is a program, not text; leave it out",
        "newsgraph: page.pdf: this is a PDF, not text; take its text out first, for example with `pdftotext`",
    ] {
        assert!(
            seen.messages.contains(message),
            "{message}: {}",
            seen.messages
        );
    }
    Ok(())
}

#[test]
fn bad_rows_are_named_and_the_others_done() -> Outcome {
    let folder = folder("bad_rows")?;
    let lines = "{\"id\": \"a\", \"text\": \"Ann left.\", \"date\": \"2017-03-19\"}\n{\"id\": \n\n\
        {\"id\": \"b\"}\n{\"id\": 12345678901234567890123, \"text\": \"Bob left.\"}\n{\"text\": \"x\", \"date\": \"May\"}\n\
        {\"id\": \"a\", \"text\": \"\"}\n";
    fs::write(folder.join("rows.jsonl"), lines)?;
    let seen = run(
        &folder,
        &["--date", "2020-01-02", "--threads", "2", "rows.jsonl"],
    )?;
    assert_eq!(seen.code, Some(1));
    assert_eq!(seen.ids, ["a", "12345678901234567890123", "a"]);
    let dates: Vec<_> = seen.dates.iter().map(Option::as_deref).collect();
    assert_eq!(
        dates,
        [Some("2017-03-19"), Some("2020-01-02"), Some("2020-01-02")]
    );
    for place in [
        "rows.jsonl, line 2: expected a JSON object",
        "rows.jsonl, line 4: expected a field \"text\"",
        "rows.jsonl, line 6: the row's \"date\": ",
        "documents whose id stands before already: 1, the first \"a\"; the output has them all",
    ] {
        assert!(seen.messages.contains(place), "{place}: {}", seen.messages);
    }
    Ok(())
}

#[test]
fn standard_input_is_taken_for_what_it_is() -> Outcome {
    let text = "Ann left.";
    let cases = [
        (text.to_owned(), 1, ""),
        ("[Update] Ann left.".to_owned(), 1, ""),
        (
            format!("{{\"text\": \"{text}\"}}\n{{\"text\": \"{text}\"}}\n"),
            2,
            "JSON Lines",
        ),
        (
            format!("\u{FEFF}{{\"text\": \"{text}\"}}\n"),
            1,
            "JSON Lines",
        ),
        (format!("\n\n{{\"text\": \"{text}\"}}\n"), 1, "JSON Lines"),
        (
            format!("{{\"id\": \n{{\"text\": \"{text}\"}}\n"),
            1,
            "JSON Lines",
        ),
        (
            format!("[{{\"text\": \"{text}\"}}, {{\"text\": \"{text}\"}}]"),
            2,
            "JSON",
        ),
        (format!("<html><p>{text}</p></html>"), 1, "HTML"),
    ];
    for (input, count, kind) in cases {
        for arguments in [&[][..], &["-"]] {
            let seen = with_input(arguments, input.as_bytes())?;
            assert_eq!(seen.texts.len(), count, "{input}: {seen:?}");
            let told =
                format!("newsgraph: standard input is read as {kind}; --input says otherwise\n");
            assert!(seen.texts.iter().all(|found| found.ends_with(text)));
            assert_eq!(seen.messages.contains(&told), !kind.is_empty(), "{seen:?}");
            assert_eq!(seen.messages.is_empty(), kind.is_empty(), "{seen:?}");
        }
    }
    let seen = with_input(&["--input", "text"], b"{\"text\": \"Ann left.\"}")?;
    assert_eq!(
        (&seen.texts[0][..], &seen.messages[..]),
        ("{\"text\": \"Ann left.\"}", "")
    );
    let seen = with_input(&["--input", "jsonl"], b"Ann left.")?;
    assert_eq!((seen.code, seen.ids.len()), (Some(1), 0));
    assert!(
        seen.messages.contains("-, line 1: expected a JSON object"),
        "{seen:?}"
    );
    Ok(())
}

#[test]
fn pages_have_their_own_text_and_date() -> Outcome {
    let folder = folder("pages")?;
    let page = "<!DOCTYPE html><meta property='article:published_time' content='2017-03-19T10:00'>\
        <nav><a href='/'>Home</a></nav><h1>Ann left</h1><p>Bob &amp; Cid stayed.</p><script>x</script>";
    fs::write(folder.join("a.html"), page)?;
    fs::write(folder.join("b.txt"), page)?;
    let seen = run(&folder, &["--date", "2020-01-02", "a.html", "b.txt"])?;
    assert_eq!(
        (seen.code, &seen.texts[0][..], &seen.texts[1][..]),
        (Some(0), "Ann left\n\nBob & Cid stayed.", page)
    );
    assert_eq!(seen.dates[0].as_deref(), Some("2017-03-19"));
    assert_eq!(
        seen.messages,
        "newsgraph: b.txt looks like HTML and is read as text, as its name says; --input says otherwise\n"
    );
    Ok(())
}

#[test]
fn utf_16_with_its_mark_is_read() -> Outcome {
    let folder = folder("utf_16")?;
    let text = "“Zoë left,” she said. 🙂";
    let units: Vec<u16> = text.encode_utf16().collect();
    let little = units.iter().flat_map(|unit| unit.to_le_bytes());
    let big = units.iter().flat_map(|unit| unit.to_be_bytes());
    let little: Vec<u8> = [0xFF, 0xFE].into_iter().chain(little).collect();
    let big: Vec<u8> = [0xFE, 0xFF].into_iter().chain(big).collect();
    fs::write(folder.join("cut.txt"), &big[..big.len() - 1])?;
    fs::write(folder.join("little.txt"), little)?;
    fs::write(folder.join("big.txt"), big)?;
    let seen = run(&folder, &["little.txt", "big.txt", "cut.txt"])?;
    assert_eq!(seen.texts, [text, text]);
    assert!(
        seen.messages.contains("cut.txt: not UTF-16 text"),
        "{seen:?}"
    );
    Ok(())
}

#[test]
fn folders_are_walked_in_the_order_of_bytes() -> Outcome {
    let folder = folder("folders")?;
    let names = [
        "b/c.txt",
        "b-/a.txt",
        "b/Z.html",
        "b/.hidden.txt",
        "b/.git/x.txt",
        "b/d/e/x.jsonl",
        "b/notes.md",
        "b/x.csv",
    ];
    for name in names {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().ok_or("no folder")?)?;
        let row = "{\"id\": \"row\", \"text\": \"Ann left.\"}";
        fs::write(
            path,
            if name.ends_with("jsonl") {
                row
            } else {
                "Ann left."
            },
        )?;
    }
    fs::create_dir(folder.join("none"))?;
    let seen = run(&folder, &["b", "b-/"])?;
    assert_eq!(seen.ids, ["b/Z.html", "b/c.txt", "row", "b-/a.txt"]);
    assert_eq!(
        seen.messages,
        "newsgraph: b: files with other endings, and what is no plain file, are left out: 2, the first b/notes.md; name a file to read it\n"
    );
    let seen = run(&folder, &["."])?;
    assert_eq!(seen.ids, ["./b-/a.txt", "./b/Z.html", "./b/c.txt", "row"]);
    let seen = run(&folder, &["none", "b-"])?;
    assert_eq!((seen.code, seen.ids.len()), (Some(1), 1));
    assert!(
        seen.messages.contains(
            "none: no .txt, .jsonl, .ndjson, .json, .html, .htm or .xhtml in this folder"
        ),
        "{seen:?}"
    );
    Ok(())
}

#[test]
fn patterns_stand_for_what_they_match() -> Outcome {
    let folder = folder("globs")?;
    fs::create_dir_all(folder.join("a/sub"))?;
    for name in [
        "a/b.txt",
        "a/B.txt",
        "a/c.html",
        "a/.d.txt",
        "a/sub/e.txt",
        "a/[x].txt",
        "a/x.txt",
    ] {
        fs::write(folder.join(name), "Ann left.")?;
    }
    let cases: [(&str, &[&str]); 5] = [
        ("a/*.txt", &["a/B.txt", "a/[x].txt", "a/b.txt", "a/x.txt"]),
        ("a/?.html", &["a/c.html"]),
        ("a/[x].txt", &["a/[x].txt"]),
        ("a/**/e.txt", &["a/sub/e.txt"]),
        ("a/s*", &["a/sub/e.txt"]),
    ];
    for (pattern, ids) in cases {
        assert_eq!(run(&folder, &[pattern])?.ids, ids, "{pattern}");
    }
    for pattern in ["a/*.json", "a/[", "no*/x.txt"] {
        let seen = run(&folder, &[pattern, "a/x.txt"])?;
        assert_eq!((seen.code, seen.ids.len()), (Some(1), 1), "{seen:?}");
        assert!(
            seen.messages.contains(&format!("newsgraph: {pattern}: ")),
            "{seen:?}"
        );
    }
    let seen = run(&folder, &["a/["])?;
    assert!(
        seen.messages
            .contains("a/[: no such file, and no pattern: "),
        "{seen:?}"
    );
    let seen = run(&folder, &["a/*.json"])?;
    assert!(
        seen.messages
            .contains("newsgraph: a/*.json: no file matches this pattern"),
        "{seen:?}"
    );
    Ok(())
}

#[test]
fn long_documents_are_errors_of_their_own() -> Outcome {
    let folder = folder("long")?;
    fs::write(folder.join("long.txt"), "x".repeat(2049))?;
    fs::write(folder.join("good.txt"), "x".repeat(2048))?;
    let long = "x".repeat(300_000);
    let row = |id: &str, text: &str| format!("{{\"id\": \"{id}\", \"text\": \"{text}\"}}");
    let rows = [row("a", "x"), row("b", &long), row("c", "x")];
    fs::write(folder.join("rows.jsonl"), rows.join("\n"))?;
    fs::write(folder.join("rows.json"), format!("[{}]", rows.join(", ")))?;
    for size in ["2k", "2K", "2048", "2KB", "2 kib"] {
        let seen = run(
            &folder,
            &[
                "--max-document",
                size,
                "long.txt",
                "rows.jsonl",
                "rows.json",
                "good.txt",
            ],
        )?;
        assert_eq!(seen.code, Some(1));
        assert_eq!(seen.ids, ["a", "c", "a", "c", "good.txt"]);
        let why = "longer than 2048 bytes, the most that is allowed; --max-document allows more";
        for place in ["long.txt", "rows.jsonl, line 2", "rows.json, element 2"] {
            let message = format!("newsgraph: {place}: {why}\n");
            assert!(seen.messages.contains(&message), "{seen:?}");
        }
    }
    for size in [
        "0",
        "x",
        "-1",
        "16X",
        "99999999999999999999",
        "99999999999G",
    ] {
        let seen = run(&folder, &[&format!("--max-document={size}"), "good.txt"])?;
        assert_eq!(seen.code, Some(2), "{size}");
        assert!(
            seen.messages
                .contains("expected a number of bytes, as 500k, 16M or 1G"),
            "{seen:?}"
        );
    }
    Ok(())
}

#[test]
fn the_format_follows_the_ending_of_out() -> Outcome {
    let folder = folder("out")?;
    fs::write(folder.join("a.txt"), "Ann left.")?;
    for (out, start) in [
        ("o.json", "[\n{"),
        ("o.jsonl", "{\"schema\""),
        ("o.NDJSON", "{\"schema\""),
        ("o.conllu", "# newdoc"),
        ("o.html", "<!DOCTYPE"),
        ("o.htm", "<!DOCTYPE"),
        ("o.txt", "a.txt"),
        ("o.other", "{\"schema\""),
        ("o", "{\"schema\""),
    ] {
        let seen = run(&folder, &["--out", out, "a.txt"])?;
        assert_eq!(seen.code, Some(0), "{seen:?}");
        let written = fs::read_to_string(folder.join(out))?;
        assert!(written.starts_with(start), "{out}: {written}");
    }
    run(&folder, &["--format", "jsonl", "--out", "p.html", "a.txt"])?;
    assert!(fs::read_to_string(folder.join("p.html"))?.starts_with('{'));
    Ok(())
}

#[cfg(unix)]
#[test]
fn what_cannot_be_read_is_named_and_the_rest_goes_on() -> Outcome {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = folder("unreadable")?;
    fs::create_dir_all(folder.join("a/locked"))?;
    fs::create_dir_all(folder.join("a/loop"))?;
    for name in ["a/good.txt", "a/secret.txt", "a/locked/x.txt"] {
        fs::write(folder.join(name), "Ann left.")?;
    }
    symlink("..", folder.join("a/loop/up"))?;
    symlink("nowhere.txt", folder.join("a/broken.txt"))?;
    symlink("good.txt", folder.join("a/linked.txt"))?;
    fs::set_permissions(
        folder.join("a/secret.txt"),
        fs::Permissions::from_mode(0o000),
    )?;
    fs::set_permissions(folder.join("a/locked"), fs::Permissions::from_mode(0o000))?;
    let fifo = Command::new("mkfifo")
        .arg(folder.join("a/pipe.txt"))
        .status();
    if !fifo.is_ok_and(|status| status.success()) {
        eprintln!("skipped in part: no mkfifo");
    }
    let everything_opens = fs::read(folder.join("a/secret.txt")).is_ok();
    let seen = run(&folder, &["a"]);
    fs::set_permissions(folder.join("a/locked"), fs::Permissions::from_mode(0o755))?;
    let seen = seen?;
    assert_eq!(seen.code, Some(1));
    assert!(
        seen.messages.contains("a/broken.txt: could not be read: "),
        "{seen:?}"
    );
    if everything_opens {
        eprintln!("skipped in part: this user may read every file");
        assert_eq!(seen.ids, ["a/good.txt", "a/locked/x.txt", "a/secret.txt"]);
        return Ok(());
    }
    assert_eq!(seen.ids, ["a/good.txt"]);
    for place in ["a/secret.txt", "a/locked"] {
        let message = format!("newsgraph: {place}: could not be read: ");
        assert!(seen.messages.contains(&message), "{seen:?}");
    }
    Ok(())
}

#[test]
fn a_file_that_fails_when_read_is_named() -> Outcome {
    let failing = "/proc/self/mem";
    if !Path::new(failing).exists() {
        eprintln!("skipped: no {failing}");
        return Ok(());
    }
    let folder = folder("failing")?;
    fs::write(folder.join("a.txt"), "Ann left.")?;
    let seen = run(&folder, &[failing, "a.txt"])?;
    assert_eq!(
        (seen.code, &seen.ids[..]),
        (Some(1), &["a.txt".to_owned()][..])
    );
    let message = format!("newsgraph: {failing}: could not be read: ");
    assert!(seen.messages.contains(&message), "{seen:?}");
    Ok(())
}

#[cfg(unix)]
#[test]
fn a_named_pipe_is_read_to_its_end() -> Outcome {
    let folder = folder("pipe")?;
    let pipe = folder.join("pipe.jsonl");
    let made = Command::new("mkfifo").arg(&pipe).status();
    if !made.is_ok_and(|status| status.success()) {
        eprintln!("skipped: no mkfifo");
        return Ok(());
    }
    let writer =
        std::thread::spawn(move || fs::write(pipe, "{\"id\": \"a\", \"text\": \"Ann left.\"}\n"));
    let seen = run(&folder, &["pipe.jsonl"])?;
    writer.join().map_err(|_| "the writer failed")??;
    assert_eq!((seen.code, seen.ids), (Some(0), vec!["a".to_owned()]));
    Ok(())
}

#[cfg(unix)]
#[test]
fn patterns_pass_what_is_odd_in_a_folder() -> Outcome {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let folder = folder("odd_globs")?;
    fs::create_dir_all(folder.join("a/x"))?;
    fs::write(folder.join("a/x/b.txt"), "Ann left.")?;
    fs::write(
        folder.join("a/x").join(OsStr::from_bytes(b"z\xff.txt")),
        "Bob left.",
    )?;
    std::os::unix::fs::symlink("..", folder.join("a/x/up"))?;
    let made = Command::new("mkfifo")
        .arg(folder.join("a/x/p.txt"))
        .status()?;
    assert!(made.success());
    for pattern in [
        "a/x/*.txt",
        "a/**/*.txt",
        "**/*.txt",
        "?/x/*",
        "./a/x/*.txt",
    ] {
        let seen = run(&folder, &[pattern])?;
        assert_eq!(
            (seen.code, seen.ids.len()),
            (Some(0), 2),
            "{pattern}: {seen:?}"
        );
    }
    Ok(())
}

#[cfg(unix)]
#[test]
fn what_a_folder_lacks_is_told_in_the_order_of_bytes() -> Outcome {
    let folder = folder("dangling")?;
    let mut names: Vec<String> = (0..20).map(|n| format!("{}.txt", n * 7 % 20)).collect();
    for name in &names {
        std::os::unix::fs::symlink("nowhere", folder.join(name))?;
    }
    names.sort();
    for argument in [".", "?*.txt"] {
        let seen = run(&folder, &[argument])?;
        let told = seen.messages.lines().filter_map(|line| {
            let place = line.strip_prefix("newsgraph: ")?.split_once(": ")?.0;
            let name = place.trim_start_matches("./");
            names.iter().any(|n| n == name).then_some(name)
        });
        let told: Vec<&str> = told.collect();
        assert_eq!(told, names, "{argument}: {}", seen.messages);
    }
    Ok(())
}

/// A file that a link gives again is read once, by its name without a link where it has one; a file that is named is
/// read as often as it is named.
#[cfg(unix)]
#[test]
fn links_give_no_file_twice() -> Outcome {
    use std::os::unix::fs::symlink;
    let folder = folder("twice")?;
    fs::create_dir_all(folder.join("m"))?;
    fs::create_dir_all(folder.join("other"))?;
    for name in ["m/1.txt", "m/2.txt", "other/3.txt"] {
        fs::write(folder.join(name), "Ann left.")?;
    }
    symlink("m", folder.join("a"))?;
    symlink("m", folder.join("z"))?;
    symlink("../other/3.txt", folder.join("m/far.txt"))?;
    let cases: [(&[&str], &[&str]); 6] = [
        (&["m"], &["m/1.txt", "m/2.txt", "m/far.txt"]),
        (&["."], &["./m/1.txt", "./m/2.txt", "./other/3.txt"]),
        (&["a", "m"], &["m/1.txt", "m/2.txt", "a/far.txt"]),
        (&["?"], &["m/1.txt", "m/2.txt", "a/far.txt"]),
        (&["?/*.txt"], &["m/1.txt", "m/2.txt", "a/far.txt"]),
        (
            &["m", "m/1.txt"],
            &["m/1.txt", "m/2.txt", "m/far.txt", "m/1.txt"],
        ),
    ];
    for (arguments, expected) in cases {
        let seen = run(&folder, arguments)?;
        assert_eq!(seen.code, Some(0), "{arguments:?}: {seen:?}");
        let (mut found, mut expected) = (seen.ids.clone(), expected.to_vec());
        found.sort();
        expected.sort_unstable();
        assert_eq!(found, expected, "{arguments:?}: {seen:?}");
        let is_told = seen
            .messages
            .contains("files that links give again are read once");
        assert_eq!(
            is_told,
            !arguments.contains(&"m") || arguments.contains(&"a"),
            "{seen:?}"
        );
    }
    Ok(())
}
