//! Which spellings may be of one person.

use super::spelling::Spelling;
use crate::lexicon::Lexicon;

/// Whether a name may be a shorter form of a person's longer one.
pub(super) fn person_fits(short: &Spelling, long: &Spelling, lexicon: &Lexicon) -> bool {
    if differ(short.gender.as_ref(), long.gender.as_ref())
        || differ(short.generation.as_ref(), long.generation.as_ref())
    {
        return false;
    }
    let (s, l) = (&short.words, &long.words);
    let (Some(s_last), Some(l_last)) = (s.last(), l.last()) else {
        return false;
    };
    if s == l {
        return short.generation != long.generation || short.nickname != long.nickname;
    }
    if s.len() == 1 {
        return s_last == l_last
            || s[0] == l[0]
            || long.nickname.as_ref() == Some(s_last)
            || lexicon.sound(s_last) == lexicon.sound(l_last)
            || (l.len() > 2 && *s_last == l[l.len() - 2] && !s_last.ends_with('.'));
    }
    if s.len() > l.len() {
        return false;
    }
    let given = lexicon.same_given(&s[0], &l[0]) || long.nickname.as_ref() == Some(&s[0]);
    let ends = s_last == l_last && given && middles_fit(s, l);
    ends || s.len() < l.len() && l.windows(s.len()).any(|w| w == s.as_slice())
}

fn differ<T: PartialEq>(a: Option<&T>, b: Option<&T>) -> bool {
    matches!((a, b), (Some(a), Some(b)) if a != b)
}

/// Whether middle names do not tell two people apart: "Jon A. Crane" is not "Jon B. Crane".
fn middles_fit(short: &[String], long: &[String]) -> bool {
    let middle = |words: &[String]| words[1..words.len() - 1].to_vec();
    let (short, long) = (middle(short), middle(long));
    let mut pairs = short.iter().zip(&long);
    pairs.all(|(a, b)| {
        let [a, b] = [a, b].map(|word| word.trim_end_matches('.'));
        let is_initial = |a: &str, b: &str| a.chars().count() == 1 && b.starts_with(a);
        a == b || is_initial(a, b) || is_initial(b, a)
    })
}
