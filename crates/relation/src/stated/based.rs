use super::draft::{Draft, Rule};
use super::stage::{Kind, Stage};
use newsgraph_document::{Upos, dep};

/// Words between "based" and what is based there.
const BASED: usize = 6;

impl Stage<'_> {
    /// "the Ulm-based Acme", "Australian-born Lee": a hyphen and a participle behind a place.
    pub(super) fn based(&self, token: usize, drafts: &mut Vec<Draft>) {
        let word = self.word(token);
        let (last, land) = match word.rsplit_once(['-', '‑', '–']) {
            Some((_, last)) => (last, token),
            None if token >= 2 && self.word(token - 1) == "-" => (word, token - 2),
            None => return,
        };
        let based = self.words.based.contains_any_case(last);
        let owned = self.words.owned.contains_any_case(last);
        if !based && !owned && !self.words.native.contains_any_case(last) {
            return;
        }
        let fits = |p: &usize| {
            if owned {
                self.kind(*p) == Kind::Body
            } else {
                self.is_land(*p)
            }
        };
        let Some(place) = self.name_at(land).filter(fits) else {
            return;
        };
        let syntax = self.trees.syntax;
        let mut holder = None;
        for up in std::iter::once(token).chain(syntax.ancestors(token).take(4)) {
            holder = (up > token).then(|| self.resolve(up)).flatten();
            if holder.is_some()
                || up > token && !matches!(syntax.dep(up), dep::COMPOUND | "nmod:desc")
            {
                break;
            }
        }
        // "Ulm-based airline Acme Air": the next name, with nothing but nouns between.
        let next = (token + 1..self.len().min(token + BASED))
            .find(|&t| self.name_at(t).is_some() || !self.is_inner(t));
        let Some(holder) = holder.or_else(|| next.and_then(|t| self.name_at(t))) else {
            return;
        };
        match self.kind(holder) {
            Kind::Body if owned => self.push("owner_of", (place, holder), Rule::Based, drafts),
            Kind::Body if based => self.push("based_in", (holder, place), Rule::Based, drafts),
            Kind::Person if based => self.push("lives_in", (holder, place), Rule::Based, drafts),
            Kind::Person => self.push("born_in", (holder, place), Rule::Based, drafts),
            _ => {}
        }
    }

    /// "the Burbank giant", "the Japanese company Acme": a noun for a company with a place before it.
    pub(super) fn company(&self, token: usize, drafts: &mut Vec<Draft>) {
        let syntax = self.trees.syntax;
        if self.upos(token) != Upos::Noun
            || self.name_at(token).is_some()
            || !self.words.company.contains_any_case(syntax.lemma(token))
        {
            return;
        }
        let named = syntax
            .head(token)
            .filter(|_| matches!(syntax.dep(token), "nmod:desc" | dep::COMPOUND));
        let next = (token + 1 < self.len()).then(|| self.name_at(token + 1));
        let next = next
            .flatten()
            .filter(|&p| self.places[p].tokens.start == token + 1);
        let named = named.and_then(|t| self.name_at(t)).or(next);
        let holder = self.resolve(token).or(named);
        let Some(holder) =
            holder.filter(|&p| self.kind(p) == Kind::Body && self.actor(p).party.is_none())
        else {
            return;
        };
        for child in self.below(token).filter(|&t| t < token) {
            let land = matches!(
                syntax.dep(child),
                dep::AMOD | dep::COMPOUND | dep::NMOD_POSS
            );
            let place = self.at(child).filter(|&p| land && self.is_land(p));
            if let Some(place) = place {
                self.push("based_in", (holder, place), Rule::Description, drafts);
            }
        }
    }
}
