//! The names of tags and labels.

/// Numbers names of tags and labels in the order in which they come.
pub(super) struct Names {
    pub(super) all: Vec<String>,
    /// The number of the name that was asked for last, for each code of a name.
    last: [u16; 256],
}

impl Default for Names {
    fn default() -> Self {
        Self {
            all: Vec::new(),
            last: [0; 256],
        }
    }
}

impl Names {
    pub(super) fn number(&mut self, name: &str) -> u16 {
        let code = Self::code(name);
        let last = self.last[code];
        if self.all.get(usize::from(last)).is_some_and(|n| n == name) {
            return last;
        }
        let at = self.all.iter().position(|n| n == name);
        let at = at.unwrap_or_else(|| {
            // Past 65,536 different labels the last one stands for all further ones.
            if u16::try_from(self.all.len()).is_ok() {
                self.all.push(name.to_owned());
            }
            self.all.len() - 1
        });
        self.last[code] = at as u16;
        at as u16
    }

    /// A number below 256, which names have that begin and end alike and are as long.
    fn code(name: &str) -> usize {
        let bytes = name.as_bytes();
        let [first, last] = [bytes.first(), bytes.last()].map(|b| usize::from(*b.unwrap_or(&0)));
        (first * 31 + last * 7 + bytes.len() * 73) % 256
    }
}
