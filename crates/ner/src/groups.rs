//! Groups of words that rules and grammars ask for, as bits.

/// Names groups of words, each with its row of a table.
macro_rules! groups {
    ($(#[$doc:meta])* $kind:ident { $($group:ident $name:literal)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum $kind { $($group),* }

        impl $kind {
            pub(crate) const ALL: &[(Self, &str)] = &[$((Self::$group, $name)),*];
        }

        const _: () = assert!($kind::ALL.len() <= u128::BITS as usize, "each has a bit");

        impl From<$kind> for $crate::groups::Bit {
            fn from(group: $kind) -> Self {
                Self::new(group as u8)
            }
        }
    };
}

pub(crate) use groups;

/// One group among those of its table.
pub(crate) struct Bit(u128);

impl Bit {
    pub(crate) fn new(number: u8) -> Self {
        Self(1 << number)
    }
}

/// Groups that a word is in, a bit for each.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Groups(u128);

impl Groups {
    pub(crate) const NONE: Self = Self(0);

    pub(crate) fn add(&mut self, group: impl Into<Bit>) {
        self.0 |= group.into().0;
    }

    pub(crate) fn contains(self, group: impl Into<Bit>) -> bool {
        self.0 & group.into().0 != 0
    }
}
