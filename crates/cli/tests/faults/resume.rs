//! A run that did not end is gone on with.

use crate::Outcome;
use crate::folder::{Folder, QUICK, ROWS, ids, rows, told};

/// Rows of which one and the last fail, as files of a run and of the partial file that it left.
fn begun(test: &str) -> Result<(Folder, String), Box<dyn std::error::Error>> {
    let folder = Folder::new(test)?;
    let input = format!("{}{{\"id\": 1}}\n{}{{", rows(0..3), rows(3..ROWS + 9));
    folder.write("a.jsonl", input)?;
    let output = folder
        .command(QUICK)
        .args(["--out", "whole.jsonl", "a.jsonl"])
        .output()?;
    assert!(told(&output, 1)?.contains("a.jsonl, line 4"));
    let whole = folder.read("whole.jsonl")?;
    assert_eq!(ids(&whole)?.len(), ROWS + 9);
    Ok((folder, whole))
}

#[test]
fn a_run_gone_on_with_gives_the_same_bytes() -> Outcome {
    let (folder, whole) = begun("resume")?;
    let ends: Vec<usize> = whole.match_indices('\n').map(|(at, _)| at + 1).collect();
    let cuts = [
        (0, 0),
        (ends[0] / 2, 0),
        (ends[0] - 1, 0),
        (ends[0], 1),
        (ends[2] + 7, 3),
        (ends[ROWS], ROWS + 1),
        (whole.len() - 1, ROWS + 8),
        (whole.len(), ROWS + 9),
    ];
    for (cut, documents) in cuts {
        folder.write("out.jsonl.partial", &whole[..cut])?;
        let output = folder
            .command(QUICK)
            .args(["--out", "out.jsonl", "--resume", "a.jsonl"])
            .output()?;
        let told = told(&output, 1)?;
        let message = match documents {
            0 => "out.jsonl.partial holds no documents to go on after; beginning at the start",
            1 => "out.jsonl.partial holds 1 document; going on after that",
            _ => &format!("out.jsonl.partial holds {documents} documents; going on after that"),
        };
        assert!(told.contains(message), "{told}");
        assert!(folder.read("out.jsonl")? == whole, "{cut}");
        assert!(!folder.path("out.jsonl.partial").exists());
    }
    Ok(())
}

#[test]
fn what_cannot_be_gone_on_with_is_said() -> Outcome {
    let (folder, whole) = begun("resume_refused")?;
    folder.write("other.jsonl", format!("{}{}", rows(9..10), rows(0..4)))?;
    folder.write("short.jsonl", rows(0..4))?;
    folder.write("changed.jsonl", rows(0..5).replace("met 4", "met 44"))?;
    folder.write("earlier.jsonl", rows(0..5).replace("met 1", "met 11"))?;
    folder.write("out.jsonl", "former\n")?;
    let five: String = whole.split_inclusive('\n').take(5).collect();
    let cases: [(&str, &[&str], &str); 11] = [
        (
            &five,
            &["a.jsonl"],
            "out.jsonl.partial is there from a run that did not end; go on after it with --resume, or remove it",
        ),
        (
            &five,
            &["--resume", "other.jsonl"],
            "the documents are others from \"r9\" on",
        ),
        (
            &five,
            &["--resume", "short.jsonl"],
            "the input has no \"r4\" any more",
        ),
        (
            &five,
            &["--resume", "changed.jsonl"],
            "the row of \"r4\" is another now",
        ),
        (
            &five,
            &["--resume", "earlier.jsonl"],
            "the text of \"r1\" is another now; give the input and the options of the run that did not end",
        ),
        (
            &five,
            &["--resume", "--date", "2020-01-02", "a.jsonl"],
            "the date of \"r0\" is another now",
        ),
        (
            &five,
            &["--resume", "--offsets", "char", "a.jsonl"],
            "the row of \"r4\" is another now",
        ),
        (
            "mine\n",
            &["--resume", "a.jsonl"],
            "out.jsonl.partial, line 1: expected a row as annotate writes it",
        ),
        (
            &five,
            &["--resume", "--format", "json", "a.jsonl"],
            "--resume needs --out with a file, and --format jsonl",
        ),
        (
            &five,
            &["--format", "html", "a.jsonl"],
            "is there from a run that did not end; remove it, or name another file",
        ),
        (
            &five,
            &["--resume", "--out", "/dev/null", "a.jsonl"],
            "--resume needs --out with a file",
        ),
    ];
    for (partial, arguments, message) in cases {
        folder.write("out.jsonl.partial", partial)?;
        let mut command = folder.command(QUICK);
        if !arguments.contains(&"--out") {
            command.args(["--out", "out.jsonl"]);
        }
        let told = told(&command.args(arguments).output()?, 2)?;
        assert!(told.contains(message), "{arguments:?}: {told}");
        assert_eq!(folder.read("out.jsonl.partial")?, partial, "{arguments:?}");
        assert_eq!(folder.read("out.jsonl")?, "former\n");
    }
    let output = folder
        .command(QUICK)
        .args(["--resume", "a.jsonl"])
        .output()?;
    assert!(told(&output, 2)?.contains("--resume needs --out with a file"));
    Ok(())
}

#[test]
fn two_runs_do_not_write_one_file() -> Outcome {
    let folder = Folder::new("two_runs")?;
    let arguments = ["--out", "out.jsonl", "in.jsonl"];
    let (mut first, pipe) = folder.waiting(folder.command(QUICK).args(arguments))?;
    folder.wait_for_rows(&mut first, "out.jsonl.partial")?;
    folder.write("a.jsonl", rows(0..1))?;
    let second = folder
        .command(QUICK)
        .args(["--resume", "--out", "out.jsonl", "a.jsonl"])
        .output()?;
    let message =
        "another run is writing out.jsonl.partial; wait for its end, or name another file";
    assert!(told(&second, 1)?.contains(message));
    drop(pipe);
    assert_eq!(told(&first.wait_with_output()?, 0)?, "");
    assert_eq!(ids(&folder.read("out.jsonl")?)?.len(), ROWS);
    assert_eq!(folder.names()?, ["a.jsonl", "in.jsonl", "out.jsonl"]);
    Ok(())
}

/// Rows without text say nothing of theirs, but the last is annotated again.
#[test]
fn rows_without_text_are_compared_by_their_ids() -> Outcome {
    let folder = Folder::new("resume_layers")?;
    folder.write("a.jsonl", rows(0..5))?;
    folder.write("earlier.jsonl", rows(0..5).replace("met 1", "met 11"))?;
    folder.write("last.jsonl", rows(0..5).replace("met 2", "met 22"))?;
    let run = |arguments: &[&str]| {
        let mut command = folder.command(QUICK);
        command.args(["--layers", "sentences", "--out", "out.jsonl"]);
        command.args(arguments).output()
    };
    told(&run(&["a.jsonl"])?, 0)?;
    let whole = folder.read("out.jsonl")?;
    let three: String = whole.split_inclusive('\n').take(3).collect();
    folder.write("out.jsonl.partial", &three)?;
    let message = "the row of \"r2\" is another now";
    assert!(told(&run(&["--resume", "last.jsonl"])?, 2)?.contains(message));
    assert_eq!(folder.read("out.jsonl.partial")?, three);
    told(&run(&["--resume", "earlier.jsonl"])?, 0)?;
    assert!(folder.read("out.jsonl")? == whole);
    Ok(())
}

/// The partial file of a model cannot be gone on with, and may be the only one there is.
#[test]
fn a_partial_model_stays() -> Outcome {
    let folder = Folder::new("partial_model")?;
    folder.write("own.conll", "Ann B-PER\nleft O\n\n".repeat(4))?;
    folder.write("own.json", "[]")?;
    folder.write("own.model", "former\n")?;
    folder.write("own.model.partial", "mine\n")?;
    for (task, corpus) in [("ner", "own.conll"), ("relations", "own.json")] {
        let output = folder
            .command(["train", task, "--train", corpus, "--dev", corpus])
            .args(["--out", "own.model"])
            .output()?;
        let message = "newsgraph: --out own.model: could not be written: own.model.partial is there from a run that did not end; remove it, or name another file\n";
        assert_eq!(told(&output, 2)?, message);
        assert_eq!(folder.read("own.model.partial")?, "mine\n");
        assert_eq!(folder.read("own.model")?, "former\n");
    }
    Ok(())
}
