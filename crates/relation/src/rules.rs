use crate::candidates::Candidate;
use crate::scene::{Place, Scene};
use crate::words::lower_hash;
use newsgraph_document::{MentionKind, dep};
use newsgraph_lexicon::{TableError, Tables};
use std::collections::HashMap;

/// Relations that follow from an office or a kind of body whose words name the other argument: "Peru's foreign
/// minister Ana Ruiz". They are rare in the corpus, and plain in a text.
#[derive(Clone, Debug)]
pub(crate) struct Rules {
    /// By a class of words: labels where they name the other argument.
    title: ByClass,
    /// What a leader is of the only country that the sentence names.
    leader: ByClass,
    /// Labels of subject and object of a verb.
    verb: ByClass,
}

type ByClass = HashMap<String, Vec<String>>;

impl Rules {
    /// Reads the table `relation_rules`.
    ///
    /// # Errors
    /// [`TableError`] where it is missing, or a row has another form.
    pub(crate) fn from_tables(tables: &Tables) -> Result<Self, TableError> {
        let table = tables.table("relation_rules")?;
        let mut by_way: [ByClass; 3] = Default::default();
        for [way, class, label] in table.fields()? {
            let at = ["title", "leader", "verb"].iter().position(|w| *w == way);
            let at = at.ok_or_else(|| table.error(way, "title, leader or verb"))?;
            let labels = by_way[at].entry(class.to_owned()).or_default();
            labels.push(label.to_owned());
        }
        let [title, leader, verb] = by_way;
        Ok(Self {
            title,
            leader,
            verb,
        })
    }

    /// The labels that a candidate has by rule.
    pub(crate) fn labels(&self, scene: &Scene<'_>, candidate: &Candidate) -> Vec<&str> {
        let mut found = Vec::new();
        for pair in &candidate.pairs {
            let [subject, object] = [pair.subject, pair.object].map(|p| &scene.places[p]);
            if subject.kind == MentionKind::Proper {
                found.extend(self.by_title(scene, subject, object));
            }
            found.extend(self.by_verb(scene, subject, object));
        }
        found.into_iter().map(String::as_str).collect()
    }

    fn by_title(&self, scene: &Scene<'_>, subject: &Place, object: &Place) -> &[String] {
        for title in subject.titles.iter().filter(|t| t.class > 0 && !t.former) {
            let class = scene.lexicon.class(title.class);
            if title.words.contains(&object.tokens.start) {
                return labels(&self.title, class);
            }
            let leader = labels(&self.leader, class);
            if !leader.is_empty() && is_only_country(scene, object) {
                return leader;
            }
        }
        &[]
    }

    /// "Ruiz met Okoye", "Ruiz met with Okoye".
    fn by_verb(&self, scene: &Scene<'_>, subject: &Place, object: &Place) -> &[String] {
        labels(&self.verb, verb_class(scene, subject, object).unwrap_or(""))
    }
}

fn labels<'a>(rules: &'a ByClass, class: &str) -> &'a [String] {
    rules.get(class).map_or(&[], Vec::as_slice)
}

/// Whether the mention is of a country, and its sentence names no other.
fn is_only_country(scene: &Scene<'_>, object: &Place) -> bool {
    let sentence = scene.sentence(object);
    let start = scene
        .places
        .partition_point(|p| p.tokens.start < sentence.start);
    let mut inside = scene.places[start..]
        .iter()
        .take_while(|p| p.tokens.start < sentence.end);
    let country = |place: &Place| scene.arguments[place.argument].country.is_some();
    country(object) && inside.all(|p| p.argument == object.argument || !country(p))
}

/// The class of the verb that has a subject and another argument.
fn verb_class<'a>(scene: &Scene<'a>, subject: &Place, object: &Place) -> Option<&'a str> {
    let syntax = scene.trees.syntax;
    let verb = syntax.head(subject.head)?;
    let direct = syntax.dep(subject.head) == dep::NSUBJ && syntax.head(object.head) == Some(verb);
    if !direct {
        return None;
    }
    let slot = match syntax.dependent(object.head, dep::CASE) {
        Some(case) => scene.words[case].lower,
        None if syntax.dep(object.head) == dep::OBJ => lower_hash(dep::OBJ),
        None => return None,
    };
    let lexicon = scene.lexicon;
    Some(lexicon.class(lexicon.verb(scene.words[verb].lemma, slot)))
}
