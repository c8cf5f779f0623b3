use crate::candidates::Candidate;
use crate::scene::{Place, Scene, lower_hash};
use newsgraph_document::{MentionKind, dep};

/// Relations that follow from an office or a kind of body whose words name the other argument: "Peru's foreign
/// minister Ana Ruiz". They are rare in the corpus, and plain in a text.
const TITLES: [(&str, &[&str]); 6] = [
    ("state", &["head_of_state", "agent_of", "citizen_of"]),
    ("gov", &["head_of_gov", "agent_of", "citizen_of"]),
    ("minister", &["minister_of", "agent_of", "citizen_of"]),
    ("agent", &["agent_of", "citizen_of"]),
    ("spokesperson", &["spokesperson_of"]),
    ("agency", &["agency_of", "based_in0"]),
];

/// What a leader is of the only country that the sentence names.
const LEADER: &[&str] = &["head_of_state", "agent_of", "citizen_of"];

/// The labels that a candidate has by rule.
pub(crate) fn labels(scene: &Scene<'_>, candidate: &Candidate) -> Vec<&'static str> {
    let mut found = Vec::new();
    for &[subject, object] in &candidate.pairs {
        let [subject, object] = [subject, object].map(|p| &scene.places[p]);
        if subject.kind == MentionKind::Proper {
            found.extend_from_slice(by_title(scene, subject, object));
        }
        found.extend(by_verb(scene, subject, object));
    }
    found
}

fn by_title(scene: &Scene<'_>, subject: &Place, object: &Place) -> &'static [&'static str] {
    for title in subject.titles.iter().filter(|t| t.class > 0 && !t.former) {
        let class = scene.lexicon.class(title.class);
        let inside = title.words.contains(&object.tokens.start);
        if inside {
            let row = TITLES.iter().find(|row| row.0 == class);
            return row.map_or(&[], |row| row.1);
        }
        if class == "leader" && is_only_country(scene, object) {
            return LEADER;
        }
    }
    &[]
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

/// "Ruiz met Okoye", "Ruiz met with Okoye".
fn by_verb(scene: &Scene<'_>, subject: &Place, object: &Place) -> Option<&'static str> {
    let syntax = scene.syntax;
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
    let class = scene.lexicon.verb(scene.words[verb].lemma, slot);
    Some(scene.lexicon.class(class)).filter(|&class| class == "is_meeting")
}
