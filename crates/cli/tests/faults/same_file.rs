//! Output is never written over what is read.

use crate::Outcome;
use crate::folder::{Folder, rows, told};
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

#[test]
fn what_is_read_is_not_overwritten() -> Outcome {
    let folder = Folder::new("same")?;
    folder.write("a.jsonl", rows(0..3))?;
    folder.write("own", "Vessel = Grey Heron\n")?;
    folder.write("b.jsonl.partial", rows(0..2))?;
    folder.write("own.conll", "Ann B-PER\nleft O\n")?;
    for name in ["a.jsonl", "own", "own.conll"] {
        fs::hard_link(folder.path(name), folder.path(&format!("hard-{name}")))?;
        symlink(name, folder.path(&format!("soft-{name}")))?;
    }
    let before = folder.names()?;
    let contents = || -> std::io::Result<Vec<String>> {
        before.iter().map(|name| folder.read(name)).collect()
    };
    let whole = contents()?;
    let cases = [
        (
            "$quick --out a.jsonl a.jsonl",
            "--out a.jsonl would overwrite the input a.jsonl; name another file",
        ),
        (
            "$quick --out hard-a.jsonl a.jsonl",
            "would overwrite the input a.jsonl",
        ),
        (
            "$quick --out ./soft-a.jsonl a.jsonl",
            "would overwrite the input a.jsonl",
        ),
        (
            "$quick --out none.jsonl none.jsonl.partial",
            "would overwrite the input none.jsonl.partial",
        ),
        (
            "$quick --out a.jsonl soft-a.jsonl",
            "would overwrite the input soft-a.jsonl",
        ),
        (
            "$quick --out hard-a.jsonl soft-a.jsonl",
            "would overwrite the input soft-a.jsonl",
        ),
        (
            "$quick --out a.jsonl < a.jsonl",
            "the file that standard input comes from",
        ),
        (
            "$quick --out hard-a.jsonl - < a.jsonl",
            "the file that standard input comes from",
        ),
        (
            "$quick a.jsonl >> a.jsonl",
            "standard output would overwrite the input a.jsonl",
        ),
        (
            "$quick < a.jsonl >> hard-a.jsonl",
            "standard output would overwrite the file that standard input",
        ),
        (
            "$quick --out /dev/stdout a.jsonl >> a.jsonl",
            "standard output would overwrite the input",
        ),
        (
            "annotate --out own --patterns own a.jsonl",
            "would overwrite --patterns own",
        ),
        (
            "annotate --out hard-own --patterns own a.jsonl",
            "would overwrite --patterns own",
        ),
        (
            "annotate --out soft-own --patterns hard-own a.jsonl",
            "would overwrite --patterns hard-own",
        ),
        (
            "$quick --out b.jsonl b.jsonl.partial",
            "would overwrite the input b.jsonl.partial",
        ),
        (
            "train ner --train own.conll --dev own --out hard-own.conll",
            "would overwrite --train own.conll",
        ),
        (
            "train ner --train own.conll --dev soft-own.conll --out own.conll",
            "would overwrite --train own.conll",
        ),
        (
            "train ner --train own.conll --dev own --out soft-own",
            "would overwrite --dev own",
        ),
    ];
    for (arguments, message) in cases {
        let output = folder.shell(&format!("$newsgraph {arguments}")).output()?;
        let told = told(&output, 2)?;
        assert!(told.contains(message), "{arguments}: {told}");
        assert_eq!(folder.names()?, before, "{arguments}");
        assert!(contents()? == whole, "{arguments}");
    }
    Ok(())
}

#[test]
fn a_former_output_is_replaced_when_the_new_one_is_whole() -> Outcome {
    let folder = Folder::new("former")?;
    folder.write("a.jsonl", rows(0..3))?;
    folder.write("out.jsonl", "former\n")?;
    fs::set_permissions(folder.path("out.jsonl"), PermissionsExt::from_mode(0o640))?;
    fs::hard_link(folder.path("out.jsonl"), folder.path("kept"))?;
    symlink("soft", folder.path("softer"))?;
    symlink("out.jsonl", folder.path("soft"))?;
    symlink("new.jsonl", folder.path("dangling"))?;
    let output = folder
        .shell("$newsgraph $quick --out softer a.jsonl && $newsgraph $quick --out dangling a.jsonl")
        .output()?;
    assert_eq!(told(&output, 0)?, "");
    assert_eq!(folder.read("kept")?, "former\n");
    assert_eq!(folder.read("out.jsonl")?.lines().count(), 3);
    assert_eq!(folder.read("out.jsonl")?, folder.read("new.jsonl")?);
    let there = fs::symlink_metadata(folder.path("out.jsonl"))?;
    assert_eq!(there.mode() & 0o7777, 0o640);
    for link in ["soft", "softer", "dangling"] {
        assert!(folder.path(link).is_symlink(), "{link}");
    }
    let names = [
        "a.jsonl",
        "dangling",
        "kept",
        "new.jsonl",
        "out.jsonl",
        "soft",
        "softer",
    ];
    assert_eq!(folder.names()?, names);
    Ok(())
}
