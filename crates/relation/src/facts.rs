use crate::scene::Argument;
use newsgraph_linear::{Feature, FeatureIndex, ModelError, ModelFile, feature};
use newsgraph_phrase::Sort;

/// What the corpora of facts tell of names: which relations hold between two, and which one of them has;
/// and in which countries towns lie.
#[derive(Clone, Debug, Default)]
pub(crate) struct Facts {
    index: FeatureIndex,
    bits: Vec<u64>,
    towns: Vec<(Feature, u16)>,
}

/// The keys of facts.
pub(crate) fn pair_key(subject: u64, object: u64) -> Feature {
    feature(0, [subject, object])
}

pub(crate) fn subject_key(name: u64) -> Feature {
    feature(1, [name])
}

pub(crate) fn object_key(name: u64) -> Feature {
    feature(2, [name])
}

pub(crate) fn kind_key(name: u64) -> Feature {
    feature(3, [name])
}

pub(crate) fn town_key(name: u64) -> Feature {
    feature(4, [name])
}

/// What facts tell of one argument, as bits by the numbers of labels and of kinds.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known {
    pub(crate) subject: u64,
    pub(crate) object: u64,
    pub(crate) kinds: u64,
    /// Countries in which a town of this name lies.
    pub(crate) towns: Vec<u16>,
}

impl Facts {
    #[cfg(feature = "train")]
    pub(crate) fn new(facts: Vec<(Feature, u64)>, towns: Vec<(Feature, u16)>) -> Self {
        let (keys, bits): (Vec<_>, Vec<_>) = facts.into_iter().unzip();
        Self {
            index: FeatureIndex::new(&keys).unwrap_or_default(),
            bits,
            towns,
        }
    }

    pub(crate) fn get(&self, key: Feature) -> u64 {
        self.index.get(key).map_or(0, |at| self.bits[at])
    }

    pub(crate) fn towns(&self, name: u64) -> impl Iterator<Item = u16> + '_ {
        let key = town_key(name);
        let start = self.towns.partition_point(|t| t.0 < key);
        self.towns[start..]
            .iter()
            .take_while(move |t| t.0 == key)
            .map(|t| t.1)
    }

    /// What facts, asked by `get`, tell of an argument.
    pub(crate) fn known(&self, argument: &Argument, get: &dyn Fn(Feature) -> u64) -> Known {
        let all = |key: fn(u64) -> Feature| {
            let names = argument.names.iter();
            names.fold(0, |bits, &name| bits | get(key(name)))
        };
        let mut known = Known {
            subject: all(subject_key),
            object: all(object_key),
            kinds: all(kind_key),
            towns: Vec::new(),
        };
        if argument.sort == Sort::Place && argument.country.is_none() {
            let towns = argument.names.iter().flat_map(|&name| self.towns(name));
            known.towns.extend(towns);
        }
        known
    }

    #[cfg(feature = "train")]
    pub(crate) fn write(&self, file: &mut ModelFile) {
        file.set("facts.keys", self.index.to_bytes());
        file.set(
            "facts.bits",
            self.bits.iter().flat_map(|b| b.to_le_bytes()).collect(),
        );
        file.set(
            "towns.keys",
            self.towns.iter().flat_map(|t| t.0.to_le_bytes()).collect(),
        );
        file.set(
            "towns.countries",
            self.towns.iter().flat_map(|t| t.1.to_le_bytes()).collect(),
        );
    }

    pub(crate) fn read(file: &ModelFile) -> Result<Self, ModelError> {
        let broken = || ModelError::Inconsistent {
            part: "facts".to_owned(),
        };
        let index = FeatureIndex::from_part(file.part("facts.keys")?).ok_or_else(broken)?;
        let (bits, rest) = file.get("facts.bits")?.as_chunks();
        let bits: Vec<u64> = bits.iter().map(|&b| u64::from_le_bytes(b)).collect();
        let (keys, more) = file.get("towns.keys")?.as_chunks();
        let (countries, most) = file.get("towns.countries")?.as_chunks();
        let towns: Vec<(Feature, u16)> = keys
            .iter()
            .zip(countries)
            .map(|(&key, &country)| (u32::from_le_bytes(key), u16::from_le_bytes(country)))
            .collect();
        let whole = rest.is_empty() && more.is_empty() && most.is_empty();
        let sound = whole && bits.len() == index.len() && keys.len() == countries.len();
        if !sound || !towns.is_sorted() {
            return Err(broken());
        }
        Ok(Self { index, bits, towns })
    }
}

/// Relations that facts, asked by `get`, tell of between two arguments.
pub(crate) fn between(subject: &Argument, object: &Argument, get: &dyn Fn(Feature) -> u64) -> u64 {
    let names = subject.names.iter();
    let pairs = names.flat_map(|&a| object.names.iter().map(move |&b| pair_key(a, b)));
    pairs.fold(0, |bits, key| bits | get(key))
}
