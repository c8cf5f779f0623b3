use std::collections::HashMap;

const CUES: &str = include_str!("../data/cues.txt");
const ADDRESSING: &str = include_str!("../data/addressing.txt");

/// Of 100 occurrences of a word those that must report for it to be taken as one that may.
const LEAST_RATE: u8 = 8;

/// How often of 100 a word reports, by what stands with it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct CueRates {
    /// A verb with a clause.
    pub(crate) clause: u8,
    /// A verb with an infinitive.
    pub(crate) infinitive: u8,
    /// A verb in any other place.
    pub(crate) other: u8,
    /// A noun with a clause.
    pub(crate) noun: u8,
}

impl CueRates {
    /// The rate of a verb whose speech may stand between marks: any but that with an infinitive.
    pub(crate) fn speech(self) -> u8 {
        self.clause.max(self.other)
    }
}

/// Reporting words.
#[derive(Clone, Debug)]
pub(crate) struct Lexicon {
    cues: HashMap<&'static str, CueRates>,
    addressing: Vec<&'static str>,
}

impl Lexicon {
    pub(crate) fn new() -> Self {
        let lines = |data: &'static str| data.lines().filter(|line| !line.starts_with('#'));
        let cue = |line: &'static str| {
            let mut columns = line.split(' ');
            let lemma = columns.next()?;
            let mut rate = || {
                columns
                    .next()
                    .and_then(|c| c.parse().ok())
                    .unwrap_or_default()
            };
            let (clause, infinitive, other, noun) = (rate(), rate(), rate(), rate());
            Some((
                lemma,
                CueRates {
                    clause,
                    infinitive,
                    other,
                    noun,
                },
            ))
        };
        Self {
            cues: lines(CUES).filter_map(cue).collect(),
            addressing: lines(ADDRESSING).flat_map(str::split_whitespace).collect(),
        }
    }

    pub(crate) fn rates(&self, lemma: &str) -> CueRates {
        self.cues.get(lemma).copied().unwrap_or_default()
    }

    /// Whether a word of this lemma reports often enough to be looked at.
    pub(crate) fn may_report(&self, lemma: &str) -> bool {
        let rates = self.rates(lemma);
        rates
            .clause
            .max(rates.infinitive)
            .max(rates.other)
            .max(rates.noun)
            >= LEAST_RATE
    }

    /// Whether the object of this verb is whom it is said to.
    pub(crate) fn addresses(&self, lemma: &str) -> bool {
        self.addressing.contains(&lemma)
    }
}
