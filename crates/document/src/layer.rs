use crate::table::layer_table;
use std::fmt;

macro_rules! names {
    ($(
        $(#[$doc:meta])*
        $layer:ident $name:literal rests on [$($below:ident)*] {
            kept as $kept:ty, checked by $check:path;
            $(#[$read_doc:meta])*
            read by $field:ident -> $view:ty;
            $(#[$set_doc:meta])*
            set by $set:ident($given:ty);
        }
    )*) => {
        /// The kinds of annotation that a [`Document`](crate::Document) holds, each absent or present.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[cfg_attr(
            feature = "serde",
            derive(serde::Serialize, serde::Deserialize),
            serde(rename_all = "snake_case")
        )]
        #[non_exhaustive]
        pub enum Layer {
            $( $(#[$doc])* $layer, )*
        }

        impl Layer {
            /// Every layer, lower ones first.
            pub const ALL: [Self; [$(stringify!($layer)),*].len()] = [$(Self::$layer),*];

            /// The layers that this one is directly made from. Setting a layer drops every layer that
            /// rests on it, directly or through others.
            pub const fn rests_on(self) -> &'static [Self] {
                match self {
                    $( Self::$layer => &[$(Self::$below),*], )*
                }
            }

            /// The layer's name as a reader would put it, such as "quote marks".
            pub const fn as_str(self) -> &'static str {
                match self {
                    $( Self::$layer => $name, )*
                }
            }

            /// The layer's name in files, such as `quote_marks`.
            pub const fn key(self) -> &'static str {
                match self {
                    $( Self::$layer => stringify!($field), )*
                }
            }
        }
    };
}

layer_table!(names);

impl Layer {
    /// Whether this layer is made from `other`, directly or through others.
    pub fn depends_on(self, other: Self) -> bool {
        self.rests_on()
            .iter()
            .any(|&l| l == other || l.depends_on(other))
    }
}

impl fmt::Display for Layer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
