//! Files and folders that are not what they should be, or do not stay so.

use crate::Outcome;
use crate::folder::{Folder, QUICK, ids, rows, told};
use std::fs::{self, File};
use std::io::Write;
use std::os::unix::fs::PermissionsExt;

/// Whether permissions bind whoever runs this.
fn is_bound(folder: &Folder) -> Result<bool, Box<dyn std::error::Error>> {
    folder.write("probe", "")?;
    fs::set_permissions(folder.path("probe"), PermissionsExt::from_mode(0o000))?;
    let bound = File::open(folder.path("probe")).is_err();
    fs::remove_file(folder.path("probe"))?;
    if !bound {
        println!("skipped: permissions do not bind root");
    }
    Ok(bound)
}

#[test]
fn an_output_that_cannot_be_is_told_before_the_work() -> Outcome {
    let folder = Folder::new("no_output")?;
    folder.write("a.jsonl", rows(0..3))?;
    fs::create_dir(folder.path("there"))?;
    fs::create_dir(folder.path("odd.partial"))?;
    std::os::unix::fs::symlink("ring", folder.path("ring"))?;
    let before = folder.names()?;
    let cases = [
        (
            "none/out.jsonl",
            1,
            "there is no folder none; make it first",
        ),
        (
            "a.jsonl/out.jsonl",
            1,
            "a.jsonl is a file, not a folder; name another place",
        ),
        (
            "there",
            2,
            "--out there: that is a folder; name a file in it",
        ),
        (
            "none/",
            2,
            "--out none/: that is a folder; name a file in it",
        ),
        ("ring", 1, "--out ring: too many links"),
        (
            "odd",
            1,
            "odd.partial, where it is written first, is no file; remove it",
        ),
    ];
    for (out, code, message) in cases {
        let output = folder
            .command(QUICK)
            .args(["--out", out, "a.jsonl"])
            .output()?;
        let told = told(&output, code)?;
        assert!(told.contains(message), "{told}");
        assert_eq!(folder.names()?, before);
        assert_eq!(folder.read("a.jsonl")?, rows(0..3));
    }
    Ok(())
}

#[test]
fn permissions_are_kept_to() -> Outcome {
    let folder = Folder::new("permissions")?;
    if !is_bound(&folder)? {
        return Ok(());
    }
    folder.write("a.jsonl", rows(0..3))?;
    fs::create_dir(folder.path("read-only"))?;
    folder.write("read-only/out.jsonl", "former\n")?;
    folder.write("closed.jsonl", "former\n")?;
    let mode =
        |name: &str, mode| fs::set_permissions(folder.path(name), PermissionsExt::from_mode(mode));
    mode("read-only", 0o555)?;
    mode("closed.jsonl", 0o444)?;
    for (out, former) in [
        ("read-only/new.jsonl", None),
        ("read-only/out.jsonl", Some("former\n")),
        ("closed.jsonl", Some("former\n")),
    ] {
        let output = folder
            .command(QUICK)
            .args(["--out", out, "a.jsonl"])
            .output()?;
        let told = told(&output, 1)?;
        assert!(
            told.contains("could not be written") && told.contains("Permission denied"),
            "{told}"
        );
        assert_eq!(folder.read(out).ok().as_deref(), former);
    }
    mode("read-only", 0o755)?;
    mode("closed.jsonl", 0o000)?;
    let output = folder
        .command(QUICK)
        .args(["--out", "out.jsonl", "closed.jsonl", "a.jsonl"])
        .output()?;
    assert!(told(&output, 1)?.contains("closed.jsonl: could not be read"));
    assert_eq!(ids(&folder.read("out.jsonl")?)?.len(), 3);
    Ok(())
}

/// The run waits at a pipe while the file behind it changes.
#[test]
fn files_that_vanish_or_grow_are_told_of() -> Outcome {
    let folder = Folder::new("changing")?;
    folder.pipe("in.jsonl")?;
    for name in ["vanishing.jsonl", "growing.jsonl", "last.jsonl"] {
        folder.write(name, rows(0..2))?;
    }
    let arguments = [
        "--out",
        "out.jsonl",
        "in.jsonl",
        "vanishing.jsonl",
        "growing.jsonl",
        "last.jsonl",
    ];
    let child = folder.command(QUICK).args(arguments).spawn()?;
    let mut pipe = File::options().write(true).open(folder.path("in.jsonl"))?;
    pipe.write_all(rows(10..11).as_bytes())?;
    fs::remove_file(folder.path("vanishing.jsonl"))?;
    folder.write("growing.jsonl", rows(0..2) + "{\"id\": \"r2\", \"te")?;
    drop(pipe);
    let told = told(&child.wait_with_output()?, 1)?;
    assert!(
        told.contains("vanishing.jsonl: could not be read"),
        "{told}"
    );
    assert!(
        told.contains("growing.jsonl, line 3: expected a JSON object"),
        "{told}"
    );
    assert_eq!(
        ids(&folder.read("out.jsonl")?)?,
        ["r10", "r0", "r1", "r0", "r1"]
    );
    assert_eq!(
        folder.names()?,
        ["growing.jsonl", "in.jsonl", "last.jsonl", "out.jsonl"]
    );
    Ok(())
}

#[test]
fn a_former_output_stays_where_nothing_could_be_read() -> Outcome {
    let folder = Folder::new("unread")?;
    folder.write("a.jsonl", rows(0..1))?;
    folder.write("bad.jsonl", "{\n")?;
    folder.write("empty.jsonl", "")?;
    fs::create_dir(folder.path("none"))?;
    let before = folder.names()?;
    let output = folder.command(QUICK).arg("missing.txt").output()?;
    let end = "\nnewsgraph: no input could be read (see above)\n";
    assert!(told(&output, 1)?.ends_with(end));
    let inputs: [&[&str]; 6] = [
        &["missing.txt"],
        &["*.none"],
        &["none"],
        &["bad.jsonl"],
        &["empty.jsonl", "missing.txt", "bad.jsonl"],
        &["--max-document", "3", "a.jsonl"],
    ];
    for out in ["out.jsonl", "out.json", "out.html", "out.txt"] {
        for input in inputs {
            let run = || {
                folder
                    .command(QUICK)
                    .args(["--out", out])
                    .args(input)
                    .output()
            };
            let end = "newsgraph: no input could be read (see above); nothing was written";
            let new = told(&run()?, 1)?;
            assert!(new.ends_with(&format!("\n{end}\n")), "{input:?}: {new}");
            assert_eq!(folder.names()?, before);
            folder.write(out, "former\n")?;
            let former = told(&run()?, 1)?;
            let end = format!("\n{end}; {out} is as it was\n");
            assert!(former.ends_with(&end), "{input:?}: {former}");
            assert_eq!(folder.read(out)?, "former\n");
            fs::remove_file(folder.path(out))?;
            assert_eq!(folder.names()?, before);
        }
    }
    Ok(())
}

/// What holds no document is no fault, and neither is some input that fails beside other.
#[test]
fn a_former_output_goes_where_something_was_read() -> Outcome {
    let folder = Folder::new("read")?;
    folder.write("a.jsonl", rows(0..1))?;
    folder.write("empty.jsonl", "")?;
    let cases: [(&[&str], i32, usize); 3] = [
        (&["empty.jsonl"], 0, 0),
        (&["missing.txt", "a.jsonl"], 1, 1),
        (&["a.jsonl", "*.none"], 1, 1),
    ];
    for (input, code, documents) in cases {
        folder.write("out.jsonl", "former\n")?;
        let output = folder
            .command(QUICK)
            .args(["--out", "out.jsonl"])
            .args(input)
            .output()?;
        told(&output, code)?;
        assert_eq!(ids(&folder.read("out.jsonl")?)?.len(), documents);
        assert_eq!(folder.names()?, ["a.jsonl", "empty.jsonl", "out.jsonl"]);
    }
    Ok(())
}
