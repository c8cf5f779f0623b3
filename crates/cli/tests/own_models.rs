//! Models of one's own at work, and what is told where one is another than it should be.

mod fresh;

use serde_json::Value;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

type Outcome = Result<(), Box<dyn Error>>;

fn folder(test: &str) -> Result<PathBuf, Box<dyn Error>> {
    fresh::folder(&format!("own_{test}"))
}

fn run(folder: &Path, line: &str) -> Result<Output, Box<dyn Error>> {
    Ok(Command::new(env!("CARGO_BIN_EXE_newsgraph"))
        .current_dir(folder)
        .args(line.split(' '))
        .output()?)
}

/// Sentences of ships, each name with a label of its own.
fn corpus() -> Result<String, std::fmt::Error> {
    let mut corpus = String::new();
    for name in ["Ann", "Bob", "Cid", "Dora", "Eve", "Finn"] {
        for ship in ["Heron", "Gull", "Tern", "Swift"] {
            write!(
                corpus,
                "-DOCSTART- O\n\n{name} B-SAILOR\nsailed O\nthe O\nGrey B-SHIP\n{ship} I-SHIP\nhome O\n\n"
            )?;
        }
    }
    Ok(corpus)
}

#[test]
fn a_model_that_train_wrote_annotates() -> Outcome {
    let folder = folder("names")?;
    fs::write(folder.join("own.conll"), corpus()?)?;
    fs::write(
        folder.join("a.txt"),
        "Ann sailed the Grey Heron home. “It leaks,” she said.\n",
    )?;
    let trained = run(
        &folder,
        "train ner --train own.conll --dev own.conll --out own.model",
    )?;
    assert_eq!(
        trained.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&trained.stderr)
    );
    for line in [
        "annotate --model ner=own.model --format jsonl a.txt",
        "annotate --model ner=own.model --components tokenize,ner a.txt",
    ] {
        let output = run(&folder, line)?;
        let messages = String::from_utf8(output.stderr)?;
        assert_eq!(output.status.code(), Some(0), "{line}: {messages}");
        let row: Value = serde_json::from_slice(&output.stdout)?;
        let mentions = row["mentions"].as_array().ok_or("none")?;
        let label = |text: &str| {
            let found = mentions.iter().find(|m| m["text"] == text);
            found.and_then(|m| m["label"].as_str())
        };
        assert_eq!(label("Ann"), Some("SAILOR"), "{line}: {mentions:?}");
        assert_eq!(label("Grey Heron"), Some("SHIP"), "{line}: {mentions:?}");
        // What the others were trained on is another model, where they run.
        let is_told = messages.contains("trained on what en-ner-news finds");
        assert_eq!(is_told, !line.contains("--components"), "{messages}");
    }
    let told = run(
        &folder,
        "explain a.txt --model ner=own.model --span Ann --format json",
    )?;
    let told: Value = serde_json::from_slice(&told.stdout)?;
    assert_eq!(told["mentions"][0]["label"], "SAILOR");
    let made = told["made_by"].as_array().ok_or("none")?;
    let names = made
        .iter()
        .find(|made| made["layer"] == "mentions")
        .ok_or("none")?;
    assert!(
        names["model"]
            .as_str()
            .is_some_and(|model| model.starts_with("own ")),
        "{names}"
    );
    Ok(())
}

/// The folder of the shipped models, where this is run in the tree that has it.
fn shipped() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()?
        .join("models-en");
    folder
        .join("ner/news.safetensors")
        .is_file()
        .then_some(folder)
}

#[test]
fn a_folder_of_models_annotates_as_those_inside() -> Outcome {
    let Some(models) = shipped() else {
        println!("skipped: the shipped models are not in a folder here");
        return Ok(());
    };
    let folder = folder("folder")?;
    fs::write(
        folder.join("a.txt"),
        "Ann Lee met Bob Ray. “It is open,” she said.\n",
    )?;
    let (inside, of_folder) = (
        run(&folder, "annotate a.txt")?,
        run(
            &folder,
            &format!("annotate --models {} a.txt", models.display()),
        )?,
    );
    assert_eq!(String::from_utf8(of_folder.stderr)?, "");
    assert!(inside.stdout == of_folder.stdout && !inside.stdout.is_empty());
    // A file of the set by itself is the same too.
    let quotes = models.join("quote/news.safetensors");
    let one = run(
        &folder,
        &format!("annotate --model quote={} a.txt", quotes.display()),
    )?;
    assert!(inside.stdout == one.stdout && one.stderr.is_empty());
    Ok(())
}

#[test]
fn other_models_are_refused() -> Outcome {
    let folder = folder("refused")?;
    fs::write(folder.join("own.conll"), corpus()?)?;
    fs::write(folder.join("a.txt"), "Ann left.\n")?;
    fs::create_dir_all(folder.join("empty"))?;
    run(
        &folder,
        "train ner --train own.conll --dev own.conll --out own.model",
    )?;
    let whole = fs::read(folder.join("own.model"))?;
    fs::write(folder.join("cut.model"), &whole[..whole.len() / 2])?;
    let cases = [
        (
            "--model own.model",
            2,
            "expected TASK=FILE, such as ner=own.model",
        ),
        (
            "--model names=own.model",
            2,
            "there is no task \"names\" with a model; choose from ner, relation",
        ),
        (
            "--model quote=own.model",
            2,
            "--model quote=own.model: that is a model of ner; give it as --model ner=own.model",
        ),
        (
            "--model ner=own.model --model ner=own.model",
            2,
            "--model ner: given twice",
        ),
        (
            "--model ner=missing",
            1,
            "--model ner=missing: could not read or write the model file missing",
        ),
        (
            "--model ner=a.txt",
            1,
            "could not use the model file a.txt: expected a safetensors file",
        ),
        (
            "--model ner=cut.model",
            1,
            "could not use the model file cut.model",
        ),
        (
            "--model quote=own.model --components tokenize,ner",
            2,
            "--model quote needs the component quote",
        ),
        (
            "--models missing",
            2,
            "--models missing: there is no such folder",
        ),
        (
            "--models empty",
            1,
            "could not read or write the model file empty/",
        ),
        (
            "--model ner=own.model --out own.model",
            2,
            "would overwrite --model own.model",
        ),
    ];
    for (options, code, message) in cases {
        let output = run(&folder, &format!("annotate {options} a.txt"))?;
        let messages = String::from_utf8(output.stderr)?;
        assert_eq!(output.status.code(), Some(code), "{options}: {messages}");
        assert!(messages.contains(message), "{options}: {messages}");
        assert!(output.stdout.is_empty(), "{options}");
    }
    assert!(fs::read(folder.join("own.model"))? == whole);
    Ok(())
}
