//! Groups of words that the grammar asks for.

macro_rules! groups {
    ($(#[$doc:meta])* $kind:ident { $($group:ident $name:literal)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum $kind { $($group),* }

        impl $kind {
            pub(super) const ALL: &[(Self, &str)] = &[$((Self::$group, $name)),*];
        }

        const _: () = assert!($kind::ALL.len() <= u128::BITS as usize, "each has a bit");

        impl From<$kind> for Bit {
            fn from(group: $kind) -> Self {
                Self(1 << group as u8)
            }
        }
    };
}

groups! {
    /// A group of words that the grammar asks for; the table `groups` says which words and what for.
    Group {
        A "a"
        AfterNoAge "after-no-age"
        AfterNoLength "after-no-length"
        AfterNoRate "after-no-rate"
        AfterOne "after-one"
        AfterSaidAge "after-said-age"
        Age "age"
        AgeJoint "age-joint"
        Aged "aged"
        All "all"
        Am "am"
        AmountRange "amount-range"
        And "and"
        Article "article"
        ArticleBeforeOne "article-before-one"
        At "at"
        BeforeDecade "before-decade"
        BeforeLength "before-length"
        BeforeMonth "before-month"
        BeforeOldYear "before-old-year"
        BeforeOne "before-one"
        BeforePeriod "before-period"
        BeforePlace "before-place"
        BeforeSeason "before-season"
        BeforeWeekend "before-weekend"
        BeforeYear "before-year"
        Between "between"
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
        Evening "evening"
        Few "few"
        Fiscal "fiscal"
        Future "future"
        Half "half"
        HalfJoint "half-joint"
        HourPast "hour-past"
        HourTo "hour-to"
        Hundredth "hundredth"
        HyphenRange "hyphen-range"
        In "in"
        Is "is"
        IsShort "is-short"
        Just "just"
        Last "last"
        Many "many"
        Metre "metre"
        Minus "minus"
        Morning "morning"
        Next "next"
        Night "night"
        Numbered "numbered"
        Of "of"
        Old "old"
        One "one"
        Or "or"
        OrSo "or-so"
        OrdinalEnding "ordinal-ending"
        Part "part"
        Past "past"
        Per "per"
        PeriodPart "period-part"
        PeriodSide "period-side"
        Person "person"
        PersonShort "person-short"
        Persons "persons"
        PictureLines "picture-lines"
        Pm "pm"
        Possessive "possessive"
        Quarter "quarter"
        QuarterLetter "quarter-letter"
        RaceUnit "race-unit"
        Score "score"
        Street "street"
        SureMonth "sure-month"
        The "the"
        Thing "thing"
        This "this"
        Times "times"
        Title "title"
        To "to"
        UniversalZone "universal-zone"
        Week "week"
        WeekOf "week-of"
        Weekend "weekend"
        WholeOne "whole-one"
        Within "within"
        Year "year"
        YearAfterDay "year-after-day"
        YearAfterMonth "year-after-month"
        YearAfterSeason "year-after-season"
        Zone "zone"
}
}

groups! {
    /// What a word tells of when something happens; the table `tenses` says which words and what for.
    Cue {
        Asked "asked"
        Be "be"
        Before "before"
        Coming "coming"
        Condition "condition"
        DayPart "day-part"
        Describing "describing"
        Determiner "determiner"
        Doing "doing-ending"
        Event "event"
        Had "had"
        Have "have"
        Is "is"
        Limit "limit"
        Loose "loose"
        Modal "modal"
        NoPast "no-past"
        Open "open"
        Opens "opens"
        Past "past"
        PastEnding "past-ending"
        Plan "plan"
        Perhaps "perhaps"
        Planned "planned"
        PutOff "put-off"
        ShortWould "short-would"
        Since "since"
        To "to"
        Told "told"
        Until "until"
        Was "was"
}
}

/// One group among those of its table.
pub(super) struct Bit(u128);

/// Groups that a word is in, a bit for each.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Groups(u128);

impl Groups {
    pub(super) const NONE: Self = Self(0);

    pub(super) fn add(&mut self, group: impl Into<Bit>) {
        self.0 |= group.into().0;
    }

    pub(super) fn contains(self, group: impl Into<Bit>) -> bool {
        self.0 & group.into().0 != 0
    }
}
