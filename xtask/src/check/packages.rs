//! Packs every crate and runs the example of each README in a project of its own, from the packages
//! alone.

use super::registry::LICENCES;
use crate::package::Package;
use crate::workspace::{cargo, output, root};
use anyhow::{Context, Result, ensure};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The registry refuses 10 MiB; a package stays clear of it.
const PACKAGE_BYTES: u64 = 9 * 1024 * 1024;

pub(super) fn check(packages: &[Package]) -> Result<()> {
    let scratch = std::env::temp_dir().join(format!("newsgraph-packages-{}", std::process::id()));
    let result = check_in(packages, &scratch);
    // A folder that cannot be removed is no fault of the packages.
    let _ = fs::remove_dir_all(&scratch);
    result
}

fn check_in(packages: &[Package], scratch: &Path) -> Result<()> {
    let target = scratch.join("pack");
    let mut command = cargo();
    command
        .args([
            "package",
            "--quiet",
            "--no-verify",
            "--allow-dirty",
            "--target-dir",
        ])
        .arg(&target);
    for package in packages {
        command.args(["--package", &package.name]);
    }
    output(&mut command)?;
    for package in packages {
        unpack(package, &target.join("package"), scratch)?;
    }
    let mut ran = 0;
    for package in packages {
        let readme = fs::read_to_string(package.folder.join("README.md"))?;
        if let Some(example) = example(&readme) {
            run(package, &example, packages, scratch)?;
            ran += 1;
        }
    }
    println!(
        "packages: {} packed, the examples of {ran} ran from the packages alone",
        packages.len()
    );
    Ok(())
}

/// Unpacks one package to `scratch/<name>`.
fn unpack(package: &Package, from: &Path, scratch: &Path) -> Result<()> {
    let mut found: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let version = path
            .file_stem()
            .and_then(|n| n.to_str())
            .and_then(|n| n.strip_prefix(&package.name))
            .and_then(|n| n.strip_prefix('-'));
        if path.extension().is_some_and(|e| e == "crate")
            && version.is_some_and(|v| v.starts_with(|c: char| c.is_ascii_digit()))
        {
            found.push(path);
        }
    }
    let archive = found
        .first()
        .with_context(|| format!("{} was not packed", package.name))?;
    let bytes = fs::metadata(archive)?.len();
    ensure!(
        bytes <= PACKAGE_BYTES,
        "{} packs to {bytes} bytes, more than {PACKAGE_BYTES}",
        package.name
    );
    let to = folder(scratch, &package.name);
    fs::create_dir_all(&to)?;
    output(
        Command::new("tar")
            .args(["-xzf"])
            .arg(archive)
            .arg("--strip-components=1")
            .arg("-C")
            .arg(&to),
    )?;
    // A link of the tree is a file in a package.
    for licence in LICENCES {
        ensure!(
            to.join(licence)
                .metadata()
                .is_ok_and(|file| file.is_file() && file.len() > 0),
            "{} is packed without {licence}",
            package.name
        );
    }
    Ok(())
}

fn folder(scratch: &Path, name: &str) -> PathBuf {
    scratch.join("unpacked").join(name)
}

/// The first Rust example of a README, hidden lines included.
fn example(readme: &str) -> Option<String> {
    let (_, after) = readme.split_once("```rust\n")?;
    let (code, _) = after.split_once("```")?;
    Some(
        code.lines()
            .map(|line| line.strip_prefix("# ").unwrap_or(line))
            .collect::<Vec<_>>()
            .join("\n"),
    )
}

/// The line of a manifest for a crate that an example uses, with the feature `english` where the example asks for that.
fn dependency(package: &Package, example: &str) -> String {
    let asks = example.contains("::english()");
    let features = if asks && package.features.iter().any(|f| f == "english") {
        ", features = [\"english\"]"
    } else {
        ""
    };
    format!("{} = {{ version = \"*\"{features} }}", package.name)
}

fn run(package: &Package, example: &str, packages: &[Package], scratch: &Path) -> Result<()> {
    let project = scratch.join("projects").join(&package.name);
    fs::create_dir_all(project.join("src"))?;
    let mut manifest =
        "[package]\nname = \"scratch\"\nedition = \"2024\"\n[workspace]\n[dependencies]\n"
            .to_owned();
    let mut patches = "[patch.crates-io]\n".to_owned();
    for other in packages {
        let used = example.contains(&format!("{}::", other.name.replace('-', "_")));
        if used || other.name == package.name {
            writeln!(manifest, "{}", dependency(other, example))?;
        }
        writeln!(
            patches,
            "{} = {{ path = '{}' }}",
            other.name,
            folder(scratch, &other.name).display()
        )?;
    }
    fs::write(project.join("Cargo.toml"), manifest + &patches)?;
    // The versions that the workspace was tested with, so that nothing newer is asked for.
    fs::copy(root().join("Cargo.lock"), project.join("Cargo.lock"))?;
    let main = format!("fn main() -> Result<(), Box<dyn std::error::Error>> {{\n{example}\n}}\n");
    // An example that ends in a value is a body; one that ends in a statement needs its value.
    let ends = example.trim_end().ends_with(')') || example.trim_end().ends_with('}');
    let body = if ends && example.contains("Ok::<") {
        format!(
            "fn example() -> Result<(), impl std::fmt::Debug> {{\n{example}\n}}\nfn main() {{ example().unwrap(); }}\n"
        )
    } else {
        main.replace("\n}\n", "\nOk(())\n}\n")
    };
    fs::write(project.join("src/main.rs"), body)?;
    let mut command = cargo();
    command
        .current_dir(&project)
        .args(["run", "--quiet", "--target-dir"])
        .arg(scratch.join("target"));
    output(&mut command).with_context(|| {
        format!(
            "the README of {} does not run from its package",
            package.name
        )
    })?;
    Ok(())
}
