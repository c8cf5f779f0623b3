//! Exact decimal numbers, for amounts.

use std::fmt;

/// Digits after the point that a number may be written with.
const PLACES: u32 = 38;

/// A number of at most 38 digits, some of them after the point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Decimal {
    digits: u128,
    /// Digits after the point.
    scale: u32,
}

impl Decimal {
    pub(super) fn whole(number: u128) -> Self {
        let scale = 0;
        Self {
            digits: number,
            scale,
        }
    }

    /// Reads "1,234.50": commas between digits do not count. `None` where it is too long or no number.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (mut digits, mut scale, mut point) = (0u128, 0, false);
        for c in text.bytes() {
            match c {
                b'0'..=b'9' => {
                    digits = digits.checked_mul(10)?.checked_add(u128::from(c - b'0'))?;
                    scale += u32::from(point);
                }
                b',' if !point => {}
                b'.' if !point => point = true,
                _ => return None,
            }
        }
        (scale <= PLACES).then_some(Self { digits, scale })
    }

    /// One part of so many: exact for the fractions that end, `None` for the others.
    pub(super) fn fraction(part: u128, of: u128) -> Option<Self> {
        (0..=4).find_map(|scale| {
            let digits = part.checked_mul(10u128.pow(scale))?;
            (of > 0 && digits % of == 0).then(|| Self {
                digits: digits / of,
                scale,
            })
        })
    }

    pub(super) fn times(self, other: Self) -> Option<Self> {
        Some(Self {
            digits: self.digits.checked_mul(other.digits)?,
            scale: self.scale + other.scale,
        })
    }

    pub(super) fn plus(self, other: Self) -> Option<Self> {
        let scale = self.scale.max(other.scale);
        let at = |d: Self| d.digits.checked_mul(10u128.checked_pow(scale - d.scale)?);
        Some(Self {
            digits: at(self)?.checked_add(at(other)?)?,
            scale,
        })
    }

    /// Whether it is less than another, as far as both can be brought to one scale.
    pub(super) fn is_less(self, other: Self) -> bool {
        let scale = self.scale.max(other.scale);
        let at = |d: Self| d.digits.checked_mul(10u128.checked_pow(scale - d.scale)?);
        at(self).zip(at(other)).is_some_and(|(a, b)| a < b)
    }

    /// The number as it is; `None` where it has a fraction or is too great.
    pub(super) fn integer(self) -> Option<i64> {
        (self.scale == 0).then(|| i64::try_from(self.digits).ok())?
    }
}

impl fmt::Display for Decimal {
    /// Digits with a point where needed, no zeros at either end: `1200000000`, `0.5`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mut digits, mut scale) = (self.digits, self.scale);
        while scale > 0 && digits.is_multiple_of(10) {
            (digits, scale) = (digits / 10, scale - 1);
        }
        let places = scale as usize;
        let all = format!("{digits:0width$}", width = places + 1);
        let (whole, rest) = all.split_at(all.len() - places);
        f.write_str(whole)?;
        if !rest.is_empty() {
            write!(f, ".{rest}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Decimal;

    #[test]
    fn counts_exactly() {
        let parse = |text| Decimal::parse(text).unwrap();
        let million = Decimal::whole(1_000_000);
        assert_eq!(parse("1.2").times(million).unwrap().to_string(), "1200000");
        assert_eq!(parse("1,234.50").to_string(), "1234.5");
        assert_eq!(parse("0.05").to_string(), "0.05");
        assert_eq!(
            parse("2")
                .plus(Decimal::fraction(1, 4).unwrap())
                .unwrap()
                .to_string(),
            "2.25"
        );
        assert_eq!(Decimal::fraction(1, 3), None);
        assert_eq!(Decimal::parse(&"9".repeat(60)), None);
        assert_eq!(Decimal::parse(&format!("0.{}1", "0".repeat(70_000))), None);
        assert_eq!(parse("1.2.3".get(..3).unwrap()).integer(), None);
    }
}
