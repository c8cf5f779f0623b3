macro_rules! ids {
    ($($name:ident of $what:literal),* $(,)?) => { $(
        #[doc = concat!("The position of ", $what, " in its layer.")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
        pub struct $name(u32);

        impl $name {
            /// The id of the item at this position.
            pub const fn new(position: usize) -> Self {
                Self(position as u32)
            }

            /// The position in the layer.
            pub const fn index(self) -> usize {
                self.0 as usize
            }
        }
    )* };
}

ids!(MentionId of "a mention", EntityId of "an entity", QuoteId of "a quote");
