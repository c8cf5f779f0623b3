use std::collections::HashMap;

/// Countries and regions by their names, and by the words for what is from there.
#[derive(Clone, Debug)]
pub(crate) struct Countries {
    names: HashMap<String, u16>,
    demonyms: HashMap<String, u16>,
}

impl Default for Countries {
    fn default() -> Self {
        let file = include_str!("../data/demonyms.txt");
        let (mut names, mut demonyms) = (HashMap::new(), HashMap::new());
        let lines = file
            .lines()
            .map(str::trim)
            .filter(|l| !l.is_empty() && !l.starts_with('#'));
        for (id, line) in (0..).zip(lines) {
            let (countries, people) = line.split_once(';').unwrap_or((line, ""));
            names.extend(countries.split('|').map(|name| (key(name), id)));
            let people = people.split(',').filter(|p| !p.is_empty());
            demonyms.extend(people.map(|people| (key(people), id)));
        }
        Self { names, demonyms }
    }
}

/// The name in small letters, without full stops and a first "the".
pub(crate) fn key(name: &str) -> String {
    let key = name.replace('.', "").to_lowercase();
    key.strip_prefix("the ").map(str::to_owned).unwrap_or(key)
}

impl Countries {
    /// The number of the country or region that has this name.
    pub(crate) fn country(&self, name: &str) -> Option<u16> {
        self.names.get(&key(name)).copied()
    }

    /// The number of the country or region that this adjective or people is from.
    pub(crate) fn demonym(&self, word: &str) -> Option<u16> {
        let key = key(word);
        let plural = key.strip_suffix('s');
        self.demonyms
            .get(&key)
            .or_else(|| self.demonyms.get(plural?))
            .copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_its_table() {
        let countries = Countries::default();
        assert_eq!(countries.demonym("Chinese"), countries.country("China"));
        assert_eq!(
            countries.demonym("Americans"),
            countries.country("the U.S.")
        );
        assert!(countries.country("China").is_some());
        assert_eq!(countries.country("Chinese"), None);
    }
}
