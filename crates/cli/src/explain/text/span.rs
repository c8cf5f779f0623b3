use super::{CANDIDATES, Page};
use crate::explain::pieces::{SHOWN, joined, shown, weighed};
use crate::explain::span::{Covered, Named, Part};
use newsgraph_export::visible;
use std::fmt::Write;

impl Page<'_> {
    pub(super) fn span(&mut self, covered: &Covered) {
        self.marked(covered.sentence.bytes, &[("here", covered.place.bytes)]);
        for word in &covered.words {
            let forms = [&word.lemma, &word.xpos].map(|form| form.as_deref().unwrap_or("_"));
            let path = word.path.iter().map(|step| match &step.word {
                Some(head) => format!("{} of {}", step.dep, shown(head, SHOWN)),
                None => step.dep.clone(),
            });
            let path: Vec<String> = path.collect();
            let [lemma, xpos] = forms.map(visible);
            let pos = word.pos.unwrap_or("_");
            let text = shown(&word.place.text, SHOWN);
            self.line(
                &format!("word {}", word.token),
                &format!(
                    "\"{text}\" {pos} {xpos}, lemma \"{lemma}\", {}",
                    path.join(", ")
                ),
            );
        }
        if covered.more_words > 0 {
            self.line("", &format!("and {} more words", covered.more_words));
        }
        covered.mentions.iter().for_each(|named| self.named(named));
        for left in &covered.left_out {
            let words = shown(&left.place.text, SHOWN);
            self.line(
                "no mention",
                &format!("\"{words}\": it refers to nothing before it"),
            );
            self.candidates(&left.candidates);
        }
        let parts: [(&str, &[Part]); 3] = [
            ("quote", &covered.quotes),
            ("relation", &covered.relations),
            ("triple", &covered.triples),
        ];
        for (what, parts) in parts {
            for part in parts {
                let words = shown(&part.place.text, SHOWN);
                self.line(
                    &format!("{what} {}", part.number),
                    &format!("{}: \"{words}\"", part.what),
                );
            }
        }
        for layer in &covered.made_by {
            let made = &layer.made;
            let model = made
                .model
                .as_deref()
                .map_or_else(String::new, |m| format!(", {m}"));
            let by = format!("{}: {}{model}", layer.layer, made.component);
            self.line("made by", &visible(&by));
        }
    }

    fn named(&mut self, named: &Named) {
        let member = &named.member;
        let words = shown(&member.place.text, SHOWN);
        let mut text = format!("\"{words}\" ({}, {})", member.kind, visible(&member.label));
        if let Some(value) = &member.value {
            let _ = write!(text, ", value {}", visible(value));
        }
        if let (Some(id), Some(name)) = (named.entity, &named.name) {
            let _ = write!(text, ", of entity {id} \"{}\"", shown(name, SHOWN));
        }
        text += &member.joined.as_ref().map(joined).unwrap_or_default();
        self.line(&format!("mention {}", member.mention), &text);
        let candidates = member.joined.iter().flat_map(|joined| &joined.candidates);
        for candidate in candidates.take(CANDIDATES) {
            self.below(&weighed(candidate));
        }
    }
}
