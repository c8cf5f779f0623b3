use super::*;
use newsgraph_document::{Mention, MentionKind, Span};

/// The entities of a text in which names stand as `{P:Lea Orr}`, with P, O, L, G or E for their kind; each as the numbers
/// of its names.
fn clusters(marked: &str) -> Vec<Vec<usize>> {
    let (mut text, mut mentions) = (String::new(), Vec::new());
    let mut rest = marked;
    while let Some((before, behind)) = rest.split_once('{') {
        let (name, after) = behind.split_once('}').unwrap();
        text.push_str(before);
        let (kind, name) = name.split_once(':').unwrap();
        let label = match kind {
            "P" => Label::PERSON,
            "O" => Label::ORGANIZATION,
            "L" => Label::LOCATION,
            "E" => Label::EVENT,
            _ => Label::GROUP,
        };
        let start = text.len();
        text.push_str(name);
        mentions.push(Mention {
            span: Span::new(start, text.len()),
            label,
            kind: MentionKind::Proper,
            value: None,
            score: None,
        });
        rest = after;
    }
    text.push_str(rest);
    let names: Vec<Name<'_>> = (0..)
        .zip(&mentions)
        .map(|(position, mention)| Name { position, mention })
        .collect();
    let found = cluster(&text, &names, &Lexicon::english());
    found.into_iter().map(|cluster| cluster.mentions).collect()
}

/// Texts whose names are all of one entity, and texts whose names are all of different ones.
fn hold(one: &[&str], apart: &[&str]) {
    for text in one {
        let all: Vec<usize> = (0..text.matches('{').count()).collect();
        assert_eq!(clusters(text), [all], "{text}");
    }
    for text in apart {
        let each: Vec<Vec<usize>> = (0..text.matches('{').count()).map(|at| vec![at]).collect();
        assert_eq!(clusters(text), each, "{text}");
    }
}

#[test]
fn people() {
    hold(
        &[
            "{P:Lea Orr} spoke. Ms {P:Orr} left.",
            "{P:Lea B. Orr} spoke. {P:Lea Orr} left.",
            "{P:Lea Bea Orr} spoke. {P:Lea B. Orr} left.",
            "{P:Teresa “Tess” Vane} spoke. {P:Tess Vane} left. {P:Vane} slept. {P:Tess} woke.",
            "{P:Otto Vane Jr.} spoke. {P:Otto Vane} left.",
            "{P:José Orr} spoke. {P:Jose Orr} left.",
            "{P:Pavel Orrensky} spoke. {P:Orrenskiy} left.",
            "{P:Xi Orr} spoke. {P:Xi} left.",
            "{P:William Oak} met him. {P:Bill Oak} left.",
        ],
        &[
            "{P:Lea A. Orr} met {P:Lea B. Orr}.",
            "{P:Otto Vane Sr.} met {P:Otto Vane Jr.} on Monday.",
            "{P:Otto Vane, Sr.} left. {P:Otto Vane III} stayed.",
            "{P:Ann Orr}, 40, and {P:Ann Marie Orr}, 12, were hurt.",
            "{P:Lea Orr} met {P:Otto Orr}.",
        ],
    );
}

#[test]
fn companies_are_no_people() {
    hold(
        &[
            "{O:Velmar Corp.} fell. {O:Velmar} rose.",
            "{O:Velmar Corp.} fell. {P:Velmar} rose.",
        ],
        &[
            "{P:Lea Orr} left {O:Orr Holdings}.",
            "{P:Lea Orr} left {O:Lea Orr Group}.",
        ],
    );
}

#[test]
fn short_names_and_initials() {
    hold(
        &[
            "The {O:UN Security Council} met. The {O:Security Council} left.",
            "The {E:Varn Champions League} began. The {E:Champions League} ended.",
            "{O:Walt Orr Co.} rose, {O:Orr} fell.",
            "The {E:Ostrand Music Awards} ({E:OMAs}) began.",
            "{O:Ostrand Gas & Electric Co.} cut it. {O:OG&E} did.",
            "The {O:Lower Ostrand Harbour Board} left. The {O:OHB} stayed.",
            "The {O:New Varn State Attorney General} ({O:NVAG}) sued.",
            "{L:Thitu Island} sank. {L:Thitu} rose.",
            "{L:South Dakota} won. {L:S.D.} lost.",
            "The {O:Orrist Party} won. The {O:Orrists} cheered.",
            "Tarn's {O:foreign ministry} spoke. The {O:foreign ministry} left.",
        ],
        &[
            "The {O:White House} met. The {O:House} left.",
            "The {O:Assembly of Varn Council} met. The {O:Assembly} left. The {O:Assembly of Orr} stayed.",
            "{L:Kansas} won. {L:Kansas City} lost.",
            "Tarn's {O:foreign ministry} spoke. The Varnish {O:foreign ministry} left.",
            "{O:Orr} fell. {O:Orr Channel} rose.",
            "The {E:cup} began. The {L:Ostrand Park} opened.",
        ],
    );
    assert_eq!(
        clusters("{O:Walt Orr Co.} owns {O:Orr Channel}. {O:Orr} rose."),
        [vec![0, 2], vec![1]]
    );
}

#[test]
fn peoples_and_parties() {
    hold(
        &[
            "{G:Palestinian} talks. {G:Palestinians} left.",
            "{G:Danish} talks. {G:Danes} left. A {G:Dane} stayed.",
            "{G:Democratic} talks. {G:Democrats} left. A {G:Democrat} stayed.",
            "{G:Filipino} talks. {G:Philippine} law.",
        ],
        &[
            "{G:Democrats} left the {O:Democratic Party}.",
            "{G:Chinese} talks in {L:China}.",
            "{G:Danish} talks. {G:Dutch} talks.",
        ],
    );
}
