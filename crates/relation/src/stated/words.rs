use crate::countries::Countries;
use newsgraph_lexicon::{Table, TableError, Tables, WordSet};
use std::collections::HashMap;

/// What a noun makes of the person, or the body, that it is said of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Class {
    State,
    Gov,
    Minister,
    Deputy,
    Mayor,
    Legislator,
    Ambassador,
    Head,
    Spokesperson,
    Founder,
    Player,
    Coach,
    Boss,
    Owner,
    Maker,
    Member,
    Citizen,
    Spouse,
    Parent,
    Child,
    Sibling,
    Relative,
    Supporter,
    Opponent,
    Accuser,
    Part,
    Resident,
    Native,
    National,
    Counterpart,
}

const CLASSES: [(&str, Class); 30] = [
    ("state", Class::State),
    ("gov", Class::Gov),
    ("minister", Class::Minister),
    ("deputy", Class::Deputy),
    ("mayor", Class::Mayor),
    ("legislator", Class::Legislator),
    ("ambassador", Class::Ambassador),
    ("head", Class::Head),
    ("spokesperson", Class::Spokesperson),
    ("founder", Class::Founder),
    ("player", Class::Player),
    ("coach", Class::Coach),
    ("boss", Class::Boss),
    ("owner", Class::Owner),
    ("maker", Class::Maker),
    ("member", Class::Member),
    ("citizen", Class::Citizen),
    ("spouse", Class::Spouse),
    ("parent", Class::Parent),
    ("child", Class::Child),
    ("sibling", Class::Sibling),
    ("relative", Class::Relative),
    ("supporter", Class::Supporter),
    ("opponent", Class::Opponent),
    ("accuser", Class::Accuser),
    ("part", Class::Part),
    ("resident", Class::Resident),
    ("native", Class::Native),
    ("national", Class::National),
    ("counterpart", Class::Counterpart),
];

/// What a verb with another argument states.
#[derive(Clone, Debug)]
pub(super) struct VerbRow {
    /// `obj`, a preposition or particle; after `passive-` a preposition behind a passive.
    pub(super) slot: Box<str>,
    pub(super) label: Box<str>,
    /// Whether the object is the relation's subject.
    pub(super) turned: bool,
    pub(super) former: bool,
}

/// The rest of a phrase behind its first word, and what it stands for.
pub(super) type Tail<T> = (Vec<Box<str>>, T);

/// Phrases by their first words.
#[derive(Clone, Debug)]
pub(super) struct Phrases<T>(HashMap<Box<str>, Vec<Tail<T>>>);

impl<T: Copy> Phrases<T> {
    fn new() -> Self {
        Self(HashMap::new())
    }

    /// Adds a phrase, unless it stands for something already.
    fn add(&mut self, phrase: &str, value: T) {
        let mut words = phrase.split_whitespace().map(Box::from);
        let Some(first) = words.next() else {
            return;
        };
        let tail: Vec<Box<str>> = words.collect();
        let tails = self.0.entry(first).or_default();
        if !tails.iter().any(|(own, _)| *own == tail) {
            tails.push((tail, value));
            tails.sort_by_key(|(own, _)| std::cmp::Reverse(own.len()));
        }
    }

    /// What follows the first word in the phrases that begin with it, the longest first.
    pub(super) fn beginning(&self, first: &str) -> &[Tail<T>] {
        self.0.get(first).map_or(&[], Vec::as_slice)
    }

    /// What a whole phrase stands for.
    pub(super) fn get(&self, phrase: &str) -> Option<T> {
        let mut words = phrase.split_whitespace();
        let tails = self.beginning(words.next()?);
        let is_tail = |(tail, _): &&Tail<T>| words.clone().eq(tail.iter().map(|word| &**word));
        tails.iter().find(is_tail).map(|&(_, value)| value)
    }
}

/// The first of these tails that follows, where `has` tells whether the word at a distance of some words is this one:
/// what the phrase stands for, and its length.
pub(super) fn longest<T: Copy>(
    tails: &[Tail<T>],
    has: impl Fn(usize, &str) -> bool,
) -> Option<(T, usize)> {
    let fits = |(tail, _): &&Tail<T>| tail.iter().enumerate().all(|(at, w)| has(at + 1, w));
    let (tail, value) = tails.iter().find(fits)?;
    Some((*value, tail.len() + 1))
}

/// The words of a language by which statements are read.
#[derive(Clone, Debug)]
pub(super) struct Words {
    pub(super) roles: Phrases<Class>,
    pub(super) parties: Phrases<u16>,
    pub(super) party_letters: HashMap<Box<str>, u16>,
    pub(super) verbs: HashMap<Box<str>, Vec<VerbRow>>,
    /// Nouns for what is done, with prepositions for slots.
    pub(super) deeds: HashMap<Box<str>, Vec<VerbRow>>,
    pub(super) during: WordSet,
    /// Offices that one country alone has, with its number.
    pub(super) homes: Phrases<u16>,
    pub(super) regional: WordSet,
    pub(super) countries: Countries,
    /// States and provinces: a number for the names of one.
    pub(super) regions: HashMap<Box<str>, u16>,
    pub(super) former: WordSet,
    pub(super) future: WordSet,
    pub(super) deputy: WordSet,
    pub(super) whole: WordSet,
    pub(super) role_preposition: WordSet,
    pub(super) as_word: WordSet,
    pub(super) area: WordSet,
    pub(super) body: WordSet,
    pub(super) institution: WordSet,
    pub(super) company: WordSet,
    pub(super) based: WordSet,
    pub(super) native: WordSet,
    pub(super) place_preposition: WordSet,
    pub(super) of: WordSet,
    pub(super) by: WordSet,
    pub(super) from: WordSet,
    pub(super) deed: WordSet,
    pub(super) ending: WordSet,
    pub(super) planning: WordSet,
    pub(super) will: WordSet,
    pub(super) naming: WordSet,
    pub(super) party_word: WordSet,
    pub(super) held: WordSet,
    pub(super) charge: WordSet,
    pub(super) leader: WordSet,
    pub(super) posted: WordSet,
    pub(super) corporate: WordSet,
    pub(super) servant: WordSet,
    pub(super) people: WordSet,
    pub(super) newly: WordSet,
    pub(super) becoming: WordSet,
    pub(super) in_place: WordSet,
    pub(super) at_body: WordSet,
    pub(super) presiding: WordSet,
    pub(super) person_preposition: WordSet,
    pub(super) provincial: WordSet,
    pub(super) versus: WordSet,
    pub(super) owned: WordSet,
    pub(super) belonging: WordSet,
    pub(super) continents: WordSet,
    pub(super) part: WordSet,
    pub(super) topic: WordSet,
    pub(super) light: WordSet,
    pub(super) replacing: WordSet,
    pub(super) political: WordSet,
    pub(super) chamber: WordSet,
    pub(super) captain: WordSet,
    pub(super) sport: WordSet,
    pub(super) said: SaidWords,
}

impl Words {
    /// # Errors
    /// [`TableError`] where a table or one of its groups is missing, or a row has another form.
    pub(super) fn from_tables(tables: &Tables) -> Result<Self, TableError> {
        let words = tables.table("stated_words")?;
        let (parties, names) = parties(tables.table("stated_parties")?)?;
        let mut party_letters = HashMap::new();
        for (at, name) in names.iter().enumerate() {
            if let Ok(letters) = words.group(&format!("letters_{name}")) {
                let at = u16::try_from(at).unwrap_or(u16::MAX);
                party_letters.extend(letters.iter().map(|letter| (Box::from(letter), at)));
            }
        }
        Ok(Self {
            roles: roles(tables.table("stated_roles")?)?,
            parties,
            party_letters,
            verbs: verbs(tables.table("stated_verbs")?)?,
            deeds: verbs(tables.table("stated_deeds")?)?,
            during: words.group("during")?,
            homes: homes(
                tables.table("stated_homes")?,
                &Countries::from_tables(tables)?,
            )?,
            regional: words.group("regional")?,
            countries: Countries::from_tables(tables)?,
            regions: regions(tables.table("stated_states")?),
            former: words.group("former")?,
            future: words.group("future")?,
            deputy: words.group("deputy")?,
            whole: words.group("whole")?,
            role_preposition: words.group("role_preposition")?,
            as_word: words.group("as")?,
            area: words.group("area")?,
            body: words.group("body")?,
            institution: words.group("institution")?,
            company: words.group("company")?,
            based: words.group("based")?,
            native: words.group("native")?,
            place_preposition: words.group("place_preposition")?,
            of: words.group("of")?,
            by: words.group("by")?,
            from: words.group("from")?,
            deed: words.group("deed")?,
            ending: words.group("ending")?,
            planning: words.group("planning")?,
            will: words.group("will")?,
            naming: words.group("naming")?,
            party_word: words.group("party_word")?,
            held: words.group("held")?,
            charge: words.group("charge")?,
            leader: words.group("leader")?,
            posted: words.group("posted")?,
            corporate: words.group("corporate")?,
            servant: words.group("servant")?,
            people: words.group("people")?,
            newly: words.group("newly")?,
            becoming: words.group("becoming")?,
            in_place: words.group("in_place")?,
            at_body: words.group("at_body")?,
            presiding: words.group("presiding")?,
            person_preposition: words.group("person_preposition")?,
            provincial: words.group("provincial")?,
            versus: words.group("versus")?,
            owned: words.group("owned")?,
            belonging: words.group("belonging")?,
            continents: words.group("continents")?,
            part: words.group("part")?,
            topic: words.group("topic")?,
            light: words.group("light")?,
            replacing: words.group("replacing")?,
            political: words.group("political")?,
            chamber: words.group("chamber")?,
            captain: words.group("captain")?,
            sport: words.group("sport")?,
            said: SaidWords::from_table(words)?,
        })
    }
}

/// Words around what a user's own pattern finds, which tell whether and when it holds.
#[derive(Clone, Debug)]
pub(super) struct SaidWords {
    /// Before a noun for what is done: what is meant to be, and what came to nothing.
    pub(super) proposed: WordSet,
    pub(super) failed: WordSet,
    /// Of whose clause the contrary holds, and of whose object.
    pub(super) denying: WordSet,
    pub(super) undoing: WordSet,
    /// Before an infinitive, what holds no longer; in "no longer", the second word.
    pub(super) formerly: WordSet,
    pub(super) longer: WordSet,
    pub(super) without: WordSet,
    /// With a noun for what is done, verbs by which it is done.
    pub(super) doing: WordSet,
}

impl SaidWords {
    fn from_table(words: Table<'_>) -> Result<Self, TableError> {
        Ok(Self {
            proposed: words.group("proposed")?,
            failed: words.group("failed")?,
            denying: words.group("denying")?,
            undoing: words.group("undoing")?,
            formerly: words.group("formerly")?,
            longer: words.group("longer")?,
            without: words.group("without")?,
            doing: words.group("doing")?,
        })
    }
}

/// A row's name before the colon, and the phrases behind it.
fn named_row<'a>(table: Table<'_>, row: &'a str) -> Result<(&'a str, &'a str), TableError> {
    let parts = row.split_once(':');
    parts.ok_or_else(|| table.error(row, "a name, a colon and phrases"))
}

fn roles(table: Table<'_>) -> Result<Phrases<Class>, TableError> {
    let mut roles = Phrases::new();
    for row in table.rows() {
        let (name, phrases) = named_row(table, row)?;
        let class = CLASSES.iter().find(|(own, _)| *own == name);
        let &(_, class) = class.ok_or_else(|| table.error(row, "the name of a class"))?;
        for phrase in phrases.split(',') {
            roles.add(&phrase.replace('-', " "), class);
        }
    }
    Ok(roles)
}

/// The offices of each row with the number of its country.
fn homes(table: Table<'_>, countries: &Countries) -> Result<Phrases<u16>, TableError> {
    let mut homes = Phrases::new();
    for row in table.rows() {
        let (name, offices) = named_row(table, row)?;
        let country = countries.country(name);
        let country = country.ok_or_else(|| table.error(row, "the name of a country"))?;
        offices
            .split(',')
            .for_each(|office| homes.add(office, country));
    }
    Ok(homes)
}

/// The parties by their names, with a number each, and what their rows are called.
fn parties(table: Table<'_>) -> Result<(Phrases<u16>, Vec<&str>), TableError> {
    let (mut parties, mut names) = (Phrases::new(), Vec::new());
    for row in table.rows() {
        let (name, phrases) = named_row(table, row)?;
        let at = u16::try_from(names.len()).unwrap_or(u16::MAX);
        phrases
            .split(',')
            .for_each(|phrase| parties.add(phrase, at));
        names.push(name);
    }
    Ok((parties, names))
}

fn verbs(table: Table<'_>) -> Result<HashMap<Box<str>, Vec<VerbRow>>, TableError> {
    let mut verbs: HashMap<Box<str>, Vec<VerbRow>> = HashMap::new();
    for row in table.rows() {
        let parts: Vec<&str> = row.split(';').collect();
        let [verb, slot, label, status] = parts[..] else {
            return Err(table.error(row, "verb;slot;label;status"));
        };
        verbs.entry(verb.into()).or_default().push(VerbRow {
            slot: slot.into(),
            label: label.trim_start_matches('<').into(),
            turned: label.starts_with('<'),
            former: !status.is_empty(),
        });
    }
    Ok(verbs)
}

fn regions(table: Table<'_>) -> HashMap<Box<str>, u16> {
    let mut regions = HashMap::new();
    for (id, row) in (0..).zip(table.rows()) {
        regions.extend(row.split(',').map(|name| (Box::from(name.trim()), id)));
    }
    regions
}
