use std::collections::HashMap;

/// The class of an office, a tie or a body.
pub(crate) type Class = &'static str;

/// How a verb relates its subject to another argument.
#[derive(Clone, Debug)]
pub(crate) struct VerbRule {
    /// `obj`, or the preposition before the other argument.
    pub(crate) slot: &'static str,
    pub(crate) label: &'static str,
    /// Letters of the types that the subject and the other argument may have.
    pub(crate) subject: &'static str,
    pub(crate) object: &'static str,
}

/// The word tables, parsed once.
#[derive(Clone, Debug)]
pub(crate) struct Tables {
    roles: HashMap<&'static str, Class>,
    bodies: HashMap<&'static str, Class>,
    verbs: HashMap<&'static str, Vec<VerbRule>>,
    countries: HashMap<String, usize>,
    demonyms: HashMap<String, usize>,
    implied: HashMap<&'static str, Vec<&'static str>>,
}

fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines()
        .map(str::trim)
        .filter(|l| !l.is_empty() && !l.starts_with('#'))
}

fn classes(file: &'static str) -> HashMap<&'static str, Class> {
    lines(file).filter_map(|l| l.rsplit_once(' ')).collect()
}

impl Default for Tables {
    fn default() -> Self {
        let mut verbs: HashMap<_, Vec<VerbRule>> = HashMap::new();
        for line in lines(include_str!("../data/verbs.txt")) {
            let mut parts = line.split(';');
            let mut next = || parts.next().unwrap_or_default();
            let (verb, slot, label) = (next(), next(), next());
            let (subject, object) = next().split_once(' ').unwrap_or_default();
            verbs.entry(verb).or_default().push(VerbRule {
                slot,
                label,
                subject,
                object,
            });
        }
        let (mut countries, mut demonyms) = (HashMap::new(), HashMap::new());
        for (id, line) in lines(include_str!("../data/demonyms.txt")).enumerate() {
            let (names, people) = line.split_once(';').unwrap_or((line, ""));
            countries.extend(names.split('|').map(|n| (key(n), id)));
            demonyms.extend(
                people
                    .split(',')
                    .filter(|p| !p.is_empty())
                    .map(|p| (key(p), id)),
            );
        }
        let implied = lines(include_str!("../data/implied.txt")).filter_map(|l| {
            let (from, to) = l.split_once(';')?;
            Some((from, to.split(';').collect()))
        });
        Self {
            roles: classes(include_str!("../data/roles.txt")),
            bodies: classes(include_str!("../data/bodies.txt")),
            verbs,
            countries,
            demonyms,
            implied: implied.collect(),
        }
    }
}

fn key(name: &str) -> String {
    let key = name.replace('.', "").to_lowercase();
    key.strip_prefix("the ").map(str::to_owned).unwrap_or(key)
}

impl Tables {
    /// The class of what a person is called; words in lower case.
    pub(crate) fn role(&self, words: &str) -> Option<Class> {
        self.roles.get(words).copied()
    }

    /// The class of what a body or a work is called; words in lower case.
    pub(crate) fn body(&self, words: &str) -> Option<Class> {
        self.bodies.get(words).copied()
    }

    pub(crate) fn verb(&self, lemma: &str) -> &[VerbRule] {
        self.verbs.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// The row of the country that has this name.
    pub(crate) fn country(&self, name: &str) -> Option<usize> {
        self.countries.get(&key(name)).copied()
    }

    /// The row of the country that this adjective or people is from.
    pub(crate) fn demonym(&self, word: &str) -> Option<usize> {
        let key = key(word);
        let plural = key.strip_suffix('s');
        self.demonyms
            .get(&key)
            .or_else(|| self.demonyms.get(plural?))
            .copied()
    }

    /// The relations that go with this one for the same two entities.
    pub(crate) fn implied(&self, label: &str) -> &[&'static str] {
        self.implied.get(label).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_read() {
        let tables = Tables::default();
        assert_eq!(tables.demonym("Chinese"), tables.country("China"));
        assert_eq!(tables.demonym("Americans"), tables.country("the U.S."));
        assert_eq!(tables.role("prime minister"), Some("gov"));
        assert_eq!(tables.body("news agency"), Some("agency"));
        assert_eq!(tables.verb("meet").len(), 2);
        assert_eq!(tables.implied("head_of"), ["member_of"]);
    }
}
