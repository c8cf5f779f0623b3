//! Names of people: their parts, and whether two can be of one person.

use crate::fold;
use crate::words::Words;

/// A person's name in its parts, folded.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct PersonName {
    /// Given names in order, initials as single letters.
    pub(crate) given: Vec<String>,
    /// The surname; several where a hyphen joins them or a birth name stands with it.
    pub(crate) last: Vec<String>,
    pub(crate) generation: Option<String>,
    pub(crate) nickname: Option<String>,
    pub(crate) titled: bool,
}

/// How much of a person a name tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tier {
    /// A given name alone: anybody.
    Given,
    /// A surname alone.
    Surname,
    /// A surname with initials.
    Initial,
    /// A given name and a surname.
    Full,
}

/// How two names of people go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fit {
    /// The same parts.
    Same,
    /// One has a middle name or a generation that the other leaves out.
    Fuller,
    /// A nickname, or another spelling of the same sounds.
    Variant,
    /// The parts in another order.
    Turned,
    /// One of two surnames.
    Joined,
    /// Spelled nearly alike.
    Near,
    /// An initial for a given name.
    Initial,
    /// A surname alone.
    Surname,
}

impl PersonName {
    /// The parts of a name; `None` where it has no letters.
    pub(crate) fn parse(name: &str, words: &Words) -> Option<Self> {
        let (nickname, name) = without_nickname(name, words);
        let mut tokens: Vec<String> = Vec::new();
        for token in name.split_whitespace() {
            // "J.K." is two initials; a hyphen keeps what it joins together until the surname is known.
            let parted = token.replace('.', " ");
            for part in parted.split_whitespace() {
                let pieces: Vec<String> = part.split('-').flat_map(fold::words).collect();
                tokens.extend((!pieces.is_empty()).then(|| pieces.join("-")));
            }
        }
        let mut parsed = Self { nickname, ..Self::default() };
        let titles = tokens.iter().take_while(|token| words.is_title(token)).count();
        if titles < tokens.len() {
            parsed.titled = titles > 0;
            tokens.drain(..titles);
        }
        if tokens.len() > 1 && tokens.last().is_some_and(|last| words.generation.contains(last)) {
            parsed.generation = tokens.pop().map(|last| words.spelled(&last).to_owned());
        }
        parsed.part(&tokens, words);
        (!parsed.last.is_empty()).then_some(parsed)
    }

    fn part(&mut self, tokens: &[String], words: &Words) {
        let birth = tokens.iter().position(|token| words.is_birth_name(token)).filter(|&at| at > 0);
        let (tokens, birth) = tokens.split_at(birth.unwrap_or(tokens.len()));
        let pieces = |token: &String| -> Vec<String> {
            let all: Vec<String> = token.split('-').map(str::to_owned).collect();
            let kept: Vec<String> = all.iter().filter(|w| !words.particle.contains(w)).cloned().collect();
            if kept.is_empty() { all } else { kept }
        };
        let Some((last, given)) = tokens.split_last() else {
            return;
        };
        self.last = pieces(last);
        self.last.extend(birth.iter().skip(1).flat_map(pieces));
        let given = given.iter().flat_map(|token| token.split('-').map(str::to_owned));
        let at_start: Vec<String> = given.collect();
        let is_kept = |(at, word): &(usize, String)| *at == 0 || !words.particle.contains(word);
        self.given = at_start.into_iter().enumerate().filter(is_kept).map(|(_, word)| word).collect();
        if self.given.len() == 1 && words.particle.contains(&self.given[0]) && self.given[0].chars().count() > 1 {
            self.given.clear();
        }
    }

    pub(crate) fn tier(&self, words: &Words) -> Tier {
        match self.given.iter().map(|word| word.chars().count()).max() {
            None if !self.titled && self.last.len() == 1 && words.is_given(&self.last[0]) => Tier::Given,
            None => Tier::Surname,
            Some(1) => Tier::Initial,
            Some(_) => Tier::Full,
        }
    }

    /// All parts in one text: equal for equal names.
    pub(crate) fn text(&self) -> String {
        let mut text = self.given.join(" ");
        text.push('|');
        text.push_str(&self.last.join(" "));
        if let Some(generation) = &self.generation {
            text.push('|');
            text.push_str(generation);
        }
        text
    }

    /// How the two go together; `None` where they are of two people.
    pub(crate) fn fit(&self, other: &Self, words: &Words) -> Option<Fit> {
        if self.generation.is_some() && other.generation.is_some() && self.generation != other.generation {
            return None;
        }
        if self.is_turned(other) {
            return Some(Fit::Turned);
        }
        let last = surnames(&self.last, &other.last)?;
        let given = self.given_fit(other, words)?;
        let generation = if self.generation == other.generation { Fit::Same } else { Fit::Fuller };
        let fit = last.max(given).max(generation);
        // One spelling may be loose, not both.
        let loose = last == Fit::Near && !matches!(given, Fit::Same | Fit::Fuller | Fit::Variant);
        (!loose).then_some(fit)
    }

    fn is_turned(&self, other: &Self) -> bool {
        let ([given], [last]) = (&self.given[..], &self.last[..]) else {
            return false;
        };
        given != last && other.given == [last.as_str()] && other.last == [given.as_str()]
    }

    fn given_fit(&self, other: &Self, words: &Words) -> Option<Fit> {
        let (Some(mine), Some(theirs)) = (self.given.first(), other.given.first()) else {
            let both = self.given.is_empty() && other.given.is_empty();
            return Some(if both { Fit::Same } else { Fit::Surname });
        };
        let called = |named: &Self, first: &str| {
            named.nickname.as_ref().is_some_and(|nick| nick == first || words.are_one_given(nick, first))
        };
        // "J. Walter Orr" is called Walter Orr.
        let second = |name: &Self, first: &str| {
            is_initial(&name.given[0]) && name.given.get(1).is_some_and(|word| word == first)
        };
        let first = if mine == theirs {
            Fit::Same
        } else if second(self, theirs) || second(other, mine) {
            return Some(Fit::Fuller);
        } else if is_initial(mine) || is_initial(theirs) {
            (mine.chars().next() == theirs.chars().next()).then_some(Fit::Initial)?
        } else if words.are_one_given(mine, theirs) || called(self, theirs) || called(other, mine) {
            Fit::Variant
        } else if self.given.concat() == other.given.concat() {
            return Some(Fit::Variant);
        } else if mine.chars().count().min(theirs.chars().count()) < 4 {
            return None;
        } else if fold::distance(mine, theirs)? == 0 {
            Fit::Variant
        } else {
            Fit::Near
        };
        Some(first.max(middle(&self.given[1..], &other.given[1..])?))
    }
}

fn is_initial(word: &str) -> bool {
    word.chars().count() == 1
}

/// Middle names: those that both have must not speak against one another.
fn middle(mine: &[String], theirs: &[String]) -> Option<Fit> {
    let mut fit = if mine.len() == theirs.len() { Fit::Same } else { Fit::Fuller };
    for (a, b) in mine.iter().zip(theirs) {
        if a == b {
            continue;
        }
        let initials = is_initial(a) || is_initial(b);
        let alike = if initials { a.chars().next() == b.chars().next() } else { fold::distance(a, b).is_some() };
        alike.then_some(())?;
        fit = fit.max(if initials { Fit::Fuller } else { Fit::Variant });
    }
    Some(fit)
}

fn surnames(mine: &[String], theirs: &[String]) -> Option<Fit> {
    if mine == theirs {
        return Some(Fit::Same);
    }
    if mine.concat() == theirs.concat() {
        return Some(Fit::Variant);
    }
    if mine.len() + theirs.len() > 2 {
        let shared = mine.iter().any(|word| word.chars().count() > 2 && theirs.contains(word));
        return (shared && mine.len() != theirs.len()).then_some(Fit::Joined);
    }
    match fold::distance(&mine[0], &theirs[0])? {
        0 => Some(Fit::Variant),
        _ => Some(Fit::Near),
    }
}

/// A nickname in marks inside the name, and the name without it.
fn without_nickname(name: &str, words: &Words) -> (Option<String>, String) {
    let none = || (None, name.to_owned());
    let is_open = |token: &&str| words.mark.iter().any(|mark| token.starts_with(mark));
    let is_close = |token: &str| {
        let token = token.trim_end_matches(',');
        words.mark.iter().any(|mark| token.ends_with(mark))
    };
    let tokens: Vec<&str> = name.split_whitespace().collect();
    let Some(open) = tokens.iter().position(|token| is_open(&token)).filter(|&at| at > 0) else {
        return none();
    };
    let Some(close) = (open..tokens.len()).find(|&at| is_close(tokens[at])) else {
        return none();
    };
    if close + 1 == tokens.len() {
        return none();
    }
    let inside = tokens[open..=close].iter().flat_map(|token| fold::words(token)).next();
    let rest = [&tokens[..open], &tokens[close + 1..]].concat();
    (inside, rest.join(" "))
}
