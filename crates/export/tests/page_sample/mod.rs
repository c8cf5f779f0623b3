//! A graph of invented documents, as its page takes it.

use newsgraph_export::document::{Act, Date, Label, QuoteKind, Span, Status};
use newsgraph_export::{
    GraphPage, PageAbout, PageClaimant, PageConflict, PageConflictKind, PageCounts, PageDate,
    PageDocument, PageEntity, PagePlace, PageQuote, PageRelation, PageSide, PageVoice, PageWho,
};

fn who(name: &str, entity: Option<i64>) -> PageWho {
    PageWho {
        name: name.to_owned(),
        entity,
    }
}

fn place(document: &str, day: u8, sentence: &str) -> PagePlace {
    PagePlace {
        document: document.to_owned(),
        date: Date::new(2024, 3, day),
        span: Span::new(4, 4 + sentence.len()),
        sentence: sentence.to_owned(),
    }
}

fn entity(id: i64, name: &str, label: Label, names: &[&str], odd: &str) -> PageEntity {
    PageEntity {
        id,
        name: name.to_owned(),
        label,
        link: None,
        names: names.iter().map(|&name| name.to_owned()).collect(),
        documents: (1..=9).map(|at| (format!("a{at}.txt{odd}"), at)).collect(),
        more: 3,
        mentions: 45,
        quotes: 2,
    }
}

fn about(speaker: &PageWho, about: &PageWho, quotes: usize) -> PageAbout {
    PageAbout {
        speaker: speaker.clone(),
        about: about.clone(),
        quotes,
    }
}

/// A graph of all that a page can show; `odd` stands in every text of it.
pub(crate) fn page(odd: &str) -> GraphPage {
    let with = |words: &str| format!("{words}{odd}");
    let [ines, tomas, mill] = [
        (7, "Ines Dahlgren"),
        (9, "Tomas Reyk"),
        (-2, "Velmora Mill"),
    ]
    .map(|(id, name)| who(&with(name), Some(id)));
    let quote = |content: &str, day| PageQuote {
        content: with(content),
        kind: QuoteKind::Direct,
        act: Act::Speech,
        cue: Some(with("said")),
        to: Some(who(&with("reporters"), None)),
        place: place(&with("a1.txt"), day, &with(content)),
    };
    let relation = |label, status, claimant| PageRelation {
        subject: ines.clone(),
        label,
        object: mill.clone(),
        status,
        role: Some(with("director")),
        negated: false,
        hedged: true,
        claimant,
        place: place(&with("a2.txt"), 2, &with("Ines Dahlgren led the mill.")),
    };
    let side = |words: &str, claimant| PageSide {
        words: with(words),
        claimant,
        place: place(&with("a3.txt"), 3, &with(words)),
    };
    GraphPage {
        title: with("Three documents"),
        counts: PageCounts {
            documents: 12,
            entities: 3,
            voices: 2,
            quotes: 40,
            relations: 2,
            conflicts: 1,
            dates: 2,
        },
        documents: (1..=3)
            .map(|at| PageDocument {
                id: with(&format!("a{at}.txt")),
                date: Date::new(2024, 3, at),
                title: with("The mill closes"),
                entities: 3,
                quotes: 2,
            })
            .collect(),
        entities: vec![
            entity(7, &ines.name, Label::PERSON, &["Dahlgren"], odd),
            entity(9, &tomas.name, Label::PERSON, &[], odd),
            entity(-2, &mill.name, Label::ORGANIZATION, &[], odd),
        ],
        voices: vec![
            PageVoice {
                who: Some(ines.clone()),
                total: 30,
                quotes: vec![quote("“We closed it.”", 1), quote("“I regret it.”", 2)],
            },
            PageVoice {
                who: None,
                total: 1,
                quotes: vec![quote("that it was late", 3)],
            },
        ],
        about: vec![about(&ines, &mill, 5), about(&tomas, &ines, 1)],
        relations: vec![
            relation(Label::from("head_of"), Status::Now, PageClaimant::Writer),
            relation(
                Label::from("head_of"),
                Status::Former,
                PageClaimant::Speaker(tomas.clone()),
            ),
        ],
        conflicts: vec![PageConflict {
            kind: PageConflictKind::Denied,
            what: with("Ines Dahlgren met Tomas Reyk"),
            sides: [
                side("I met her.", PageClaimant::Speaker(tomas)),
                side("They never met.", PageClaimant::Unknown),
            ],
        }],
        dates: ["2024-03-14", "XXXX-06-01", odd, "2019"]
            .map(|value| PageDate {
                value: value.to_owned(),
                place: place(&with("a1.txt"), 1, &with("It closed then.")),
            })
            .to_vec(),
    }
}
