//! CoNLL-U holds to what the validator of Universal Dependencies demands at its levels 1 and 2.

mod conllu_rules;
mod random;
mod sample;

use conllu_rules::check;
use newsgraph_document::{Document, Layer};
use newsgraph_export::{Format, Writer, to_conllu};
use proptest::prelude::*;
use sample::{HOSTILE, sample};
use std::error::Error;
use std::io::Write;
use std::process::{Command, Stdio};

type Outcome = Result<(), Box<dyn Error>>;

#[test]
fn any_text_keeps_the_rules() -> Outcome {
    for odd in HOSTILE {
        let conllu = to_conllu(&sample(odd)?);
        let faults = check(&conllu, true);
        assert!(faults.is_empty(), "{odd:?}: {faults:?}\n{conllu}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn any_document_keeps_the_rules(text in random::text(), choices in random::choices()) {
        let document = random::document(&text, &choices);
        let conllu = to_conllu(&document);
        let faults = check(&conllu, document.has(Layer::Syntax));
        prop_assert!(faults.is_empty(), "{:?}\n{}", faults, conllu);
    }
}

/// All hostile samples in one file, each with an id of its own.
fn file() -> Result<String, Box<dyn Error>> {
    let mut writer = Writer::new(
        Vec::new(),
        Format::Conllu,
        newsgraph_document::OffsetUnit::Byte,
    );
    for odd in HOSTILE {
        writer.write(&sample(odd)?)?;
    }
    Ok(String::from_utf8(writer.finish()?)?)
}

#[test]
fn sentence_ids_are_unique_in_a_file() -> Outcome {
    let faults = check(&file()?, true);
    assert!(faults.is_empty(), "{faults:?}");
    let ids = |id: &str| -> Result<Vec<String>, Box<dyn Error>> {
        let document = newsgraph_export::from_json(
            &newsgraph_export::to_json(&sample("Bo")?, newsgraph_document::OffsetUnit::Byte)
                .replace(
                    "\"id\":\"Bo\"",
                    &format!("\"id\":{}", serde_json::json!(id)),
                ),
        )?;
        let conllu = to_conllu(&document);
        let ids = conllu
            .lines()
            .filter_map(|l| l.strip_prefix("# sent_id = "));
        Ok(ids.map(str::to_owned).collect())
    };
    assert_eq!(
        ids("news/a 1.txt")?,
        ["news%2Fa%201.txt-1", "news%2Fa%201.txt-2"]
    );
    assert_eq!(ids("")?, ["1", "2"]);
    Ok(())
}

/// The rules are those of the official script where it is there (`pip install udtools`).
#[test]
fn the_official_validator_finds_no_fault() -> Outcome {
    let run = Command::new("udvalidate")
        .args(["--lang", "ud", "--level", "2", "-"])
        .env("PYTHONIOENCODING", "utf-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut child) = run else {
        eprintln!("skipped: udvalidate is not there; pip install udtools");
        return Ok(());
    };
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(file()?.as_bytes())?;
    }
    let output = child.wait_with_output()?;
    let told = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    Ok(())
}

/// The checker sees what it is there to see.
#[test]
fn the_rules_refuse_what_breaks_them() -> Outcome {
    let good = to_conllu(&sample("Bo")?);
    assert_eq!(check(&good, true), Vec::<String>::new());
    let words = [
        "2\ttold\tBo\tPROPN\tBo\t_\t0\troot\t_\t_\n",
        "# sent_id = Bo-2\n",
    ];
    assert!(words.iter().all(|words| good.contains(words)), "{good}");
    for (from, to) in [
        ("\t0\troot\t", "\t1\troot\t"),
        ("\t0\troot\t", "\t0\tdep\t"),
        ("\t2\tdep\t", "\t2\troot\t"),
        ("\t2\tdep\t", "\t2\tDep\t"),
        ("\t2\tdep\t", "\t2\tsubject\t"),
        ("\t2\tdep\t", "\t99\tdep\t"),
        ("\tPROPN\t", "\tNAME\t"),
        ("# sent_id = Bo-2\n", "# sent_id = Bo-1\n"),
        ("# sent_id = Bo-2\n", "# sent_id = Bo/2/3\n"),
        ("# sent_id = Bo-2\n", ""),
        ("SpaceAfter=No", "_"),
        ("# text = Bo told", "# text = Bo  told it"),
        ("2\ttold", "2\t told"),
        ("2\ttold", "2\tto  ld"),
        ("2\ttold", "3\ttold"),
        ("\ttold\tBo\t", "\ttold\te\u{301}\t"),
        ("\ttold\tBo\t", "\ttold\t\u{FFFD}\t"),
        (
            "\ttold\tBo\tPROPN\tBo\t_\t",
            "\ttold\tBo\tPROPN\tBo\tcase\t",
        ),
        ("\ttold\tBo\tPROPN\tBo", "\ttold\tBo\tPROPN\tB o"),
        ("\n\n", "\n\n\n"),
        ("\troot\t_\t_\n", "\troot\t_\n"),
    ] {
        let bad = good.replacen(from, to, 1);
        assert_ne!(bad, good, "{from:?}");
        assert!(!check(&bad, true).is_empty(), "{from:?} -> {to:?}\n{bad}");
    }
    Ok(())
}

#[test]
fn words_of_the_text_stay_as_they_are() -> Outcome {
    let document: Document = sample("Zoë-Marie O’Neil")?;
    let conllu = to_conllu(&document);
    let text =
        "# text = Zoë-Marie O’Neil told Zoë-Marie O’Neil, 3 May “Zoë-Marie O’Neil leads Ulm.”";
    assert!(conllu.lines().any(|line| line == text), "{conllu}");
    Ok(())
}
