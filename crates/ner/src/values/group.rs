//! Groups of words that the grammar asks for.

macro_rules! groups {
    ($($group:ident $name:literal)*) => {
        /// A group of words that the grammar asks for; the table `groups` says which words and what for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Group { $($group),* }

        impl Group {
            pub(super) const ALL: &[(Self, &str)] = &[$((Self::$group, $name)),*];
        }
    };
}

groups! {
    A "a"
    Age "age"
    AgeJoint "age-joint"
    Aged "aged"
    AfterNoAge "after-no-age"
    AfterNoLength "after-no-length"
    AfterNoRate "after-no-rate"
    AfterOne "after-one"
    AfterSaidAge "after-said-age"
    All "all"
    Am "am"
    AmountRange "amount-range"
    And "and"
    Article "article"
    ArticleBeforeOne "article-before-one"
    BeforeDecade "before-decade"
    BeforeLength "before-length"
    BeforeMonth "before-month"
    BeforeOldYear "before-old-year"
    BeforeOne "before-one"
    BeforeYear "before-year"
    Century "century"
    ClauseAfterOne "clause-after-one"
    Counted "counted"
    Day "day"
    DayOrNight "day-or-night"
    DayRange "day-range"
    DecadeEnding "decade-ending"
    DoubtfulCurrency "doubtful-currency"
    DurationJoint "duration-joint"
    Era "era"
    Few "few"
    Fiscal "fiscal"
    Future "future"
    Half "half"
    HalfJoint "half-joint"
    Hundredth "hundredth"
    HyphenRange "hyphen-range"
    Is "is"
    IsShort "is-short"
    Just "just"
    Last "last"
    Many "many"
    Metre "metre"
    Next "next"
    Numbered "numbered"
    Of "of"
    Old "old"
    One "one"
    Or "or"
    OrSo "or-so"
    OrdinalEnding "ordinal-ending"
    Part "part"
    Per "per"
    Person "person"
    PersonShort "person-short"
    Persons "persons"
    Pm "pm"
    Possessive "possessive"
    Quarter "quarter"
    QuarterLetter "quarter-letter"
    RaceUnit "race-unit"
    The "the"
    Thing "thing"
    Times "times"
    To "to"
    UniversalZone "universal-zone"
    Weekend "weekend"
    WholeOne "whole-one"
    Year "year"
    YearAfterDay "year-after-day"
    YearAfterMonth "year-after-month"
    YearAfterSeason "year-after-season"
    Zone "zone"
}

/// Groups that a word is in, a bit for each.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Groups(u128);

const _: () = assert!(
    Group::ALL.len() <= u128::BITS as usize,
    "each group has a bit"
);

impl Groups {
    pub(super) const NONE: Self = Self(0);

    pub(super) fn add(&mut self, group: Group) {
        self.0 |= 1 << group as u8;
    }

    pub(super) fn contains(self, group: Group) -> bool {
        self.0 & (1 << group as u8) != 0
    }
}
