//! An explanation for a person to read.

use super::chain::{Chain, Member, Weighed};
use super::facts::{Claim, Related, Tripled};
use super::pieces::{SHOWN, between, joined, named, shown, weighed, who, with};
use super::place::{Made, Places};
use super::quote::{Quoted, Reasons, Who};
use super::words;
use super::{Explanation, Fact};
use crate::paint::Paint;
use newsgraph::document::Span;
use newsgraph_export::visible;
use std::fmt::Write;

mod span;

/// The most candidates of a choice that are shown, and the most mentions of a chain.
const CANDIDATES: usize = 6;
const MENTIONS: usize = 40;
/// How wide what stands before a line is.
const WIDE: usize = 10;

/// What is written so far.
struct Page<'a> {
    out: String,
    places: &'a Places<'a>,
    paint: Paint,
}

pub(super) fn written(explanation: &Explanation<'_>, places: &Places<'_>, paint: Paint) -> String {
    let mut page = Page {
        out: String::new(),
        places,
        paint,
    };
    page.title(explanation);
    match &explanation.fact {
        Fact::Quote(quoted) => page.quote(quoted),
        Fact::Span(covered) => page.span(covered),
        Fact::Relation(related) => page.relation(related),
        Fact::Triple(tripled) => page.triple(tripled),
        Fact::Entity(chain) => page.chain("entity", chain),
        Fact::Mention { member, chain } => page.mention(member, chain.as_ref()),
    }
    if !explanation.made_otherwise.is_empty() {
        let layers = explanation.made_otherwise.join(", ");
        page.line(
            "note",
            &format!(
                "the file's {layers} come from other models than the reasons, which are this run's"
            ),
        );
    }
    page.out
}

impl Page<'_> {
    fn title(&mut self, explanation: &Explanation<'_>) {
        let what = match &explanation.fact {
            Fact::Quote(quoted) => format!("Quote {} (of {}, from 0)", quoted.quote, quoted.of),
            Fact::Span(covered) => {
                format!("Span {},{}", covered.place.span[0], covered.place.span[1])
            }
            Fact::Relation(related) => {
                format!("Relation {} (of {}, from 0)", related.relation, related.of)
            }
            Fact::Triple(tripled) => {
                format!("Triple {} (of {}, from 0)", tripled.triple, tripled.of)
            }
            Fact::Entity(chain) => format!("Entity {}", chain.entity),
            Fact::Mention { member, .. } => format!("Mention {}", member.mention),
        };
        let id = visible(explanation.id);
        let title = if id.is_empty() {
            what
        } else {
            format!("{what} of {id}")
        };
        self.out += &self.paint.heading(title);
        self.out += "\n";
    }

    /// A line with what it tells of before it.
    fn line(&mut self, what: &str, text: &str) {
        let what = self.paint.faint(format!("{what:WIDE$}"));
        // Writing to a string does not fail.
        let _ = writeln!(self.out, "{what} {text}");
    }

    fn below(&mut self, text: &str) {
        let _ = writeln!(self.out, "{:WIDE$}   {text}", "");
    }

    fn made(&mut self, made: Option<&Made>) {
        let Some(made) = made else { return };
        let by = match &made.model {
            Some(model) => format!("the component {}, with the model {model}", made.component),
            None => format!("the component {}, without a model", made.component),
        };
        self.line("made by", &visible(&by));
    }

    /// A stretch of the text with parts of it marked, which do not overlap.
    fn marked(&mut self, whole: Span, parts: &[(&str, Span)]) {
        let text = self.places.document.text();
        let mut parts: Vec<_> = parts.iter().filter(|(_, s)| whole.contains(*s)).collect();
        parts.sort_by_key(|(_, span)| *span);
        let mut line = String::new();
        let mut at = whole.start();
        for (name, span) in parts {
            if span.start() < at {
                continue;
            }
            line += &between(&text[at..span.start()]);
            let words = shown(&text[*span], SHOWN);
            line += &self.paint.faint(format!("[{name}: "));
            line += &match *name {
                "content" => self.paint.quote(words),
                _ => self.paint.name(words),
            };
            line += &self.paint.faint("]");
            at = span.end();
        }
        line += &between(&text[at..whole.end()]);
        let _ = writeln!(self.out, "\n  {}\n", line.trim());
    }

    fn quote(&mut self, quoted: &Quoted) {
        let mut parts: Vec<(&str, Span)> = Vec::new();
        parts.extend(quoted.cue.iter().map(|cue| ("cue", cue.bytes)));
        let who =
            |name: &'static str, who: &Option<Who>| who.as_ref().map(|w| (name, w.place.bytes));
        parts.extend(who("speaker", &quoted.speaker));
        parts.extend(who("addressee", &quoted.addressee));
        parts.extend(quoted.content.iter().map(|place| ("content", place.bytes)));
        let content = quoted.content.iter().map(|place| place.bytes);
        let start = content.clone().map(Span::start).min().unwrap_or_default();
        let end = content.map(Span::end).max().unwrap_or_default();
        // A speaker may stand far from what is said.
        let near = |span: Span| span.end() + SHOWN > start && span.start() < end + SHOWN;
        let spans = parts
            .iter()
            .map(|(_, span)| *span)
            .filter(|&span| near(span));
        let first = spans.clone().map(Span::start).min().unwrap_or(start);
        let last = spans.map(Span::end).max().unwrap_or(end);
        self.marked(self.places.sentences(Span::new(first, last)), &parts);
        let kind = match quoted.kind {
            "direct" => "all of it stands between quotation marks",
            "indirect" => "none of it stands between quotation marks",
            _ => "some of it stands between quotation marks",
        };
        self.line("kind", &format!("{}: {kind}", quoted.kind));
        let act = quoted.reasons.as_ref().map(|r| words::act(r.act));
        self.line("act", &with(quoted.act, act));
        if let Some(parent) = quoted.parent {
            self.line("part of", &format!("quote {parent}"));
        }
        if let Some(reasons) = &quoted.reasons {
            self.reasons(quoted, reasons);
        } else {
            self.line("cue", &named(quoted.cue.as_ref()));
            self.speaker("speaker", quoted.speaker.as_ref(), None);
            self.line(
                "reasons",
                "not known: this run, with its models and options, does not find this quote",
            );
        }
        self.score(quoted);
        if let Some(chain) = &quoted.speaker_chain {
            self.chain("who speaks", chain);
        }
        if let Some(chain) = &quoted.addressee_chain {
            self.chain("spoken to", chain);
        }
        self.made(quoted.made_by.as_ref());
    }

    fn reasons(&mut self, quoted: &Quoted, reasons: &Reasons) {
        self.line("found by", words::found(reasons.found));
        let cue = words::chosen(reasons.cue, quoted.cue.is_some());
        self.line("cue", &with(&named(quoted.cue.as_ref()), Some(cue)));
        if let Some(word) = &reasons.cue_word {
            let (lemma, noun) = (visible(&word.lemma), word.as_noun);
            let [a, b, c] = [word.with_clause, word.with_infinitive, word.elsewhere];
            self.below(&format!(
                "of 100 times, \"{lemma}\" reports {a} with a clause, {b} with an infinitive, {c} elsewhere, {noun} as a noun"
            ));
        }
        self.candidates(&reasons.cue_candidates);
        let by = words::chosen(reasons.speaker, quoted.speaker.is_some());
        self.speaker("speaker", quoted.speaker.as_ref(), Some(by));
        for one in &quoted.speakers {
            self.below(&format!("one of several: {}", who(one)));
        }
        self.candidates(&reasons.speaker_candidates);
        if quoted.addressee.is_some() {
            let by = reasons.addressee.map(words::addressed);
            self.speaker("addressee", quoted.addressee.as_ref(), by);
        }
    }

    fn speaker(&mut self, part: &str, who: Option<&Who>, by: Option<&str>) {
        let words = who.map_or_else(|| "none".to_owned(), self::who);
        self.line(part, &with(&words, by));
        let Some(who) = who else { return };
        if let Some(role) = &who.role {
            self.below(&format!("role: {}", shown(role, SHOWN)));
        }
        if let Some(behalf) = &who.behalf {
            self.below(&format!("speaks for: {}", shown(behalf, SHOWN)));
        }
    }

    fn candidates(&mut self, candidates: &[Weighed]) {
        for candidate in candidates.iter().take(CANDIDATES) {
            self.below(&weighed(candidate));
        }
        if candidates.len() > CANDIDATES {
            self.below(&format!("and {} more", candidates.len() - CANDIDATES));
        }
    }

    fn score(&mut self, quoted: &Quoted) {
        let Some(score) = quoted.score else { return };
        let is_form = quoted
            .reasons
            .as_ref()
            .is_some_and(|r| r.evidence.is_empty());
        let means = match (is_form, quoted.parent) {
            (true, Some(_)) => "that of the quote that it is a part of",
            (true, None) => "the share of such forms that were quotes",
            _ => "the share of quotes with such evidence that were right",
        };
        self.line("score", &format!("{score:.2}: {means}"));
        let evidence = quoted.reasons.iter().flat_map(|reasons| &reasons.evidence);
        let mut evidence: Vec<_> = evidence.filter(|e| e.value * e.weight != 0.0).collect();
        evidence.sort_by(|a, b| {
            let size = |e: &super::quote::Evidence| (e.value * e.weight).abs();
            size(b).total_cmp(&size(a))
        });
        for evidence in evidence {
            let product = evidence.value * evidence.weight;
            self.below(&format!(
                "{product:+7.2}  {} ({:.2})",
                words::evidence(evidence.name),
                evidence.value
            ));
        }
    }

    fn chain(&mut self, what: &str, chain: &Chain) {
        let name = self.paint.name(shown(&chain.name, SHOWN));
        let count = crate::messages::count(chain.mentions.len(), "mention");
        let (label, id) = (visible(&chain.label), chain.entity);
        self.line(what, &format!("{name} ({label}), entity {id}, {count}:"));
        for member in chain.mentions.iter().take(MENTIONS) {
            self.member(member);
        }
        if chain.mentions.len() > MENTIONS {
            self.below(&format!("and {} more", chain.mentions.len() - MENTIONS));
        }
        if what == "entity" {
            self.made(chain.made_by.as_ref());
        }
    }

    fn member(&mut self, member: &Member) {
        let words = shown(&member.place.text, SHOWN);
        let [start, end] = member.place.span;
        let joined = member.joined.as_ref().map(joined).unwrap_or_default();
        self.below(&format!(
            "{start},{end} \"{}\" ({}){joined}",
            words, member.kind
        ));
        let candidates = member.joined.iter().flat_map(|joined| &joined.candidates);
        for candidate in candidates.take(CANDIDATES) {
            self.below(&format!("  {}", weighed(candidate)));
        }
    }

    fn mention(&mut self, member: &Member, chain: Option<&Chain>) {
        let span = member.place.bytes;
        self.marked(self.places.sentences(span), &[("mention", span)]);
        self.line("kind", member.kind);
        self.line("label", &visible(&member.label));
        if let Some(value) = &member.value {
            self.line("value", &visible(value));
        }
        if let Some(score) = member.score {
            self.line(
                "score",
                &format!("{score:.2}: the share of names with such a score that were right"),
            );
        }
        match chain {
            Some(chain) => self.chain("entity", chain),
            None => self.line("entity", "none"),
        }
    }

    fn relation(&mut self, related: &Related) {
        for sentence in &related.sentences {
            let evidence = related.evidence.iter().map(|e| ("evidence", e.bytes));
            let role = related.role.iter().map(|role| ("role", role.bytes));
            // The evidence may be the whole sentence, and the role within it.
            let is_whole = |(_, span): &(&str, Span)| *span != sentence.bytes;
            let parts: Vec<_> = role.chain(evidence).filter(is_whole).collect();
            self.marked(sentence.bytes, &parts);
        }
        self.line("label", &visible(&related.label));
        let mut notes = vec![related.status];
        notes.extend(related.negated.then_some("denied"));
        notes.extend(related.hedged.then_some("not certain"));
        self.line("status", &notes.join(", "));
        if let Some(role) = &related.role {
            self.line("role", &shown(&role.text, SHOWN));
        }
        if let Some(pattern) = &related.pattern {
            let text = shown(&pattern.text, SHOWN);
            self.line("pattern", &format!("line {}: {text}", pattern.line));
            if !pattern.text.ends_with(&pattern.shape) {
                self.line("shape", &shown(&pattern.shape, SHOWN));
            }
        }
        self.claim(related.quote.as_ref());
        if let Some(score) = related.score {
            self.line("score", &format!("{score:.2}"));
        }
        for (what, chain) in [("subject", &related.subject), ("object", &related.object)] {
            if let Some(chain) = chain {
                self.chain(what, chain);
            }
        }
        self.made(related.made_by.as_ref());
    }

    fn claim(&mut self, claim: Option<&Claim>) {
        let Some(claim) = claim else {
            self.line("says", "the writer");
            return;
        };
        let speaker = named(claim.speaker.as_ref());
        self.line("says", &format!("{speaker}, in quote {}", claim.quote));
    }

    fn triple(&mut self, tripled: &Tripled) {
        let mut parts = vec![
            ("subject", tripled.subject.bytes),
            ("object", tripled.object.bytes),
        ];
        parts.extend(
            tripled
                .predicate_parts
                .iter()
                .map(|p| ("predicate", p.bytes)),
        );
        parts.extend(tripled.arguments.iter().map(|p| ("argument", p.bytes)));
        self.marked(tripled.sentence.bytes, &parts);
        self.line("predicate", &shown(&tripled.predicate, SHOWN));
        let notes = [(tripled.negated, "denied"), (tripled.hedged, "not certain")];
        for (_, note) in notes.into_iter().filter(|(is, _)| *is) {
            self.line("status", note);
        }
        self.claim(tripled.quote.as_ref());
        if let Some(score) = tripled.score {
            self.line("score", &format!("{score:.2}: the confidence, from 0 to 1"));
        }
        self.made(tripled.made_by.as_ref());
    }
}
