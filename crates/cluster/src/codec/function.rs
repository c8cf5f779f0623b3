use super::options::SentOptions;
use super::{decode, encode};
use crate::Functions;
use newsgraph_datafusion::datafusion::common::{Result, exec_datafusion_err, plan_err};
use newsgraph_datafusion::datafusion::logical_expr::ScalarUDF;
use newsgraph_datafusion::options_of;
use serde::{Deserialize, Serialize};

/// What is sent of a function besides its name.
#[derive(Debug, Deserialize, Serialize)]
struct Sent {
    identity: String,
    options: SentOptions,
}

/// Writes a function of ours; of others nothing, so that they are found by their names.
pub(super) fn write(
    functions: &Functions,
    function: &ScalarUDF,
    buffer: &mut Vec<u8>,
) -> Result<()> {
    let Some(options) = options_of(function) else {
        return Ok(());
    };
    let sent = Sent {
        identity: functions.identity().to_owned(),
        options: SentOptions::new(options),
    };
    encode(&sent, buffer)
}

/// The function that was written, with the positions that were asked for.
///
/// # Errors
/// Where it was written by a process with another version or other models.
pub(super) fn read(functions: &Functions, name: &str, buffer: &[u8]) -> Result<ScalarUDF> {
    if buffer.is_empty() {
        return plan_err!("there is no function {name}");
    }
    let sent: Sent = decode(buffer)?;
    let (here, there) = (functions.identity(), &sent.identity);
    if here != there {
        return plan_err!(
            "{name}: asked of {there}, and here is {here}; run the same version of newsgraph-cluster everywhere: scheduler, executors and sql"
        );
    }
    let function = functions.function(name, sent.options.options()?)?;
    function.ok_or_else(|| exec_datafusion_err!("there is no function {name} in {here}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsgraph_datafusion::datafusion::functions::string::upper;
    use newsgraph_datafusion::newsgraph::document::OffsetUnit;
    use newsgraph_datafusion::{OnError, ReaderOptions};

    #[test]
    fn a_function_comes_back_with_its_options() -> Result<()> {
        let functions = Functions::english(1)?;
        let options = ReaderOptions::default().with_max_document(7);
        for unit in OffsetUnit::ALL {
            let options = options.with_offsets(unit).with_on_error(OnError::Null);
            for sent in newsgraph_datafusion::functions(&functions.reader(options)?) {
                let mut buffer = Vec::new();
                write(&functions, &sent, &mut buffer)?;
                let read = read(&functions, sent.name(), &buffer)?;
                assert_eq!(read.name(), sent.name());
                assert_eq!(options_of(&read), options_of(&sent));
                let read =
                    options_of(&read).map(|read| (read.offsets, read.max_document, read.on_error));
                assert_eq!(read, Some((unit, 7, OnError::Null)), "{}", sent.name());
            }
        }
        Ok(())
    }

    #[test]
    fn what_is_not_ours_goes_by_its_name() -> Result<()> {
        let functions = Functions::english(1)?;
        let mut buffer = Vec::new();
        write(&functions, &upper(), &mut buffer)?;
        assert!(buffer.is_empty());
        let told = read(&functions, "shout", &buffer).map_err(|error| error.to_string());
        assert!(told.is_err_and(|told| told.contains("no function shout")));
        Ok(())
    }

    #[test]
    fn other_models_are_refused() -> Result<()> {
        let (here, there) = (
            Functions::english(1)?,
            Functions::of("newsgraph 0.0.9 with ner 00000000"),
        );
        let quotes = here.function("quotes", ReaderOptions::default())?;
        let quotes = quotes.ok_or_else(|| exec_datafusion_err!("no quotes"))?;
        let mut buffer = Vec::new();
        write(&there, &quotes, &mut buffer)?;
        let told = read(&here, "quotes", &buffer)
            .map(|_| ())
            .map_err(|error| error.to_string());
        let told = told.err().unwrap_or_default();
        assert!(
            told.contains("asked of newsgraph 0.0.9 with ner 00000000"),
            "{told}"
        );
        assert!(told.contains(here.identity()), "{told}");
        assert!(
            told.contains("the same version of newsgraph-cluster everywhere"),
            "{told}"
        );
        Ok(())
    }
}
