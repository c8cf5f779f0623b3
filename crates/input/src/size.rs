use std::str::FromStr;

/// A number of bytes, as people write it: 500000, 500k, 16M or 1G, more than none.
///
/// ```
/// use newsgraph_input::Size;
/// assert_eq!("500k".parse(), Ok(Size(500 << 10)));
/// assert!("a lot".parse::<Size>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size(pub usize);

impl FromStr for Size {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
        let (digits, unit) = text.split_at(digits.len());
        let shift = match unit.trim().to_ascii_lowercase().as_str() {
            "" | "b" => Some(0),
            "k" | "kb" | "kib" => Some(10),
            "m" | "mb" | "mib" => Some(20),
            "g" | "gb" | "gib" => Some(30),
            _ => None,
        };
        let bytes = shift.and_then(|shift| {
            let number: usize = digits.parse().ok()?;
            number.checked_mul(1 << shift).filter(|bytes| *bytes > 0)
        });
        bytes
            .map(Self)
            .ok_or_else(|| "expected a number of bytes, as 500k, 16M or 1G".to_owned())
    }
}
