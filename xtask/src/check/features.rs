//! Each crate compiles alone, without features and with each one of its own.

use crate::package::Package;
use crate::workspace::{cargo, output};
use anyhow::Result;

pub(super) fn check(packages: &[Package]) -> Result<()> {
    let mut checked = 0;
    for package in packages {
        let none = std::iter::once("");
        for feature in none.chain(package.features.iter().map(String::as_str)) {
            output(cargo().args([
                "check",
                "--quiet",
                "--no-default-features",
                "--package",
                &package.name,
                "--features",
                feature,
            ]))?;
            checked += 1;
        }
    }
    println!("features: {checked} combinations compile");
    Ok(())
}
