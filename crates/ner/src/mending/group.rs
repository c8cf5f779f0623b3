//! Groups of words that the rules of names ask for.

use crate::groups::groups;

groups! {
    /// A group of words that the rules ask for; the table `name_words` says which words and what for.
    Group {
        AfterBody "after-body"
        AfterDate "after-date"
        Article "article"
        At "at"
        BeforeDate "before-date"
        Body "body"
        BracketOpen "bracket-open"
        Close "close"
        Comma "comma"
        Conjunction "conjunction"
        Dash "dash"
        Dual "dual"
        DualPlace "dual-place"
        FamilyDate "family-date"
        GivenDate "given-date"
        Ministry "ministry"
        MinistryField "ministry-field"
        Compass "no-group"
        NoName "no-name"
        NoPlace "no-place"
        Numbered "numbered"
        Office "office"
        Open "open"
        Opener "opener"
        Party "party"
        Possessive "possessive"
        Prefix "prefix"
        Station "station"
        Stop "stop"
        Suffix "suffix"
        Trade "trade"
        Verb "verb"
}
}
