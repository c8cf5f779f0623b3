use super::*;
use newsgraph_tokenize::Tokenizer;

/// The names of a text, given as label and words in order, mended.
fn mended(text: &str, names: &[(Label, &str)]) -> Vec<String> {
    let found = Tokenizer::default().tokenize(text);
    let view = found.view(text);
    let mut at = 0;
    let name = |(label, name): &(Label, &str)| {
        let start = at + text[at..].find(name).unwrap();
        at = start + name.len();
        super::found(Span::new(start, at), label.clone())
    };
    let names = names.iter().map(name).collect();
    let mended = mend(view, &NameWords::english(), names);
    mended
        .iter()
        .map(|name| format!("{} {}", name.label.as_str(), &text[name.span]))
        .collect()
}

/// A row of cases: a text, the names that the model finds in it, and what they are then.
type Case<'c> = (&'c str, &'c [(Label, &'c str)], &'c [&'c str]);

fn hold(cases: &[Case<'_>]) {
    for (text, names, right) in cases {
        assert_eq!(&mended(text, names), right, "{text}");
    }
}

const PERSON: Label = Label::PERSON;
const PLACE: Label = Label::LOCATION;
const BODY: Label = Label::ORGANIZATION;
const GROUP: Label = Label::GROUP;

#[test]
fn what_stands_around_people_is_no_part_of_them() {
    hold(&[
        (
            "Mr Justice Vane sat.",
            &[(PERSON, "Mr Justice Vane")],
            &["Person Vane"],
        ),
        (
            "Sen. Lea Orr spoke.",
            &[(PERSON, "Sen. Lea Orr")],
            &["Person Lea Orr"],
        ),
        (
            "MAYOR LEA ORR SPOKE.",
            &[(PERSON, "MAYOR LEA ORR")],
            &["Person LEA ORR"],
        ),
        (
            "King Olav spoke.",
            &[(PERSON, "King Olav")],
            &["Person King Olav"],
        ),
        (
            "MS Vane wrote it.",
            &[(PERSON, "MS Vane")],
            &["Person MS Vane"],
        ),
        ("Rep. spoke.", &[(PERSON, "Rep.")], &[]),
        (
            "Lea Orr, Ph.D., R.N., agreed.",
            &[(PERSON, "Lea Orr"), (PERSON, "Ph.D."), (PLACE, "R.N.")],
            &["Person Lea Orr"],
        ),
        (
            "Lea Orr (D., Ohio) met Jo Vane, R-Wis.",
            &[
                (PERSON, "Lea Orr"),
                (PERSON, "D."),
                (PERSON, "Jo Vane"),
                (PERSON, "R-Wis."),
            ],
            &[
                "Person Lea Orr",
                "Location Ohio",
                "Person Jo Vane",
                "Location Wis.",
            ],
        ),
    ]);
}

#[test]
fn nicknames_belong_to_names() {
    hold(&[
        ("Lea “Bee” Orr left.", &[], &["Person Lea “Bee” Orr"]),
        (
            "Jon \"Big Jon\" Vane left.",
            &[(PERSON, "Jon")],
            &["Person Jon \"Big Jon\" Vane"],
        ),
        (
            "Jon ‘The Wall’ Vane left.",
            &[(PERSON, "Jon"), (PLACE, "Vane")],
            &["Person Jon ‘The Wall’ Vane"],
        ),
        ("In “Tides” Orr sings.", &[(PERSON, "Orr")], &["Person Orr"]),
        (
            "Velmar “Lifts” Shares.",
            &[(BODY, "Velmar")],
            &["Organization Velmar"],
        ),
    ]);
}

#[test]
fn months_and_days_may_be_people() {
    hold(&[
        (
            "Mrs May spoke. May left.",
            &[],
            &["Person May", "Person May"],
        ),
        (
            "Then April Vane spoke.",
            &[(PLACE, "Vane")],
            &["Person April Vane"],
        ),
        (
            "In April Vane spoke.",
            &[(PERSON, "Vane")],
            &["Person Vane"],
        ),
        ("Then Otto March said no.", &[], &["Person Otto March"]),
        (
            "On March 3 Mr Friday spoke in May.",
            &[],
            &["Person Friday"],
        ),
        ("The April Fools ran.", &[], &[]),
    ]);
}

#[test]
fn places_are_told_by_where_they_stand() {
    hold(&[
        (
            "VARN, N.C. (AP) -- It rained.",
            &[(BODY, "AP")],
            &["Location VARN", "Location N.C.", "Organization AP"],
        ),
        (
            "LOWER VARN, March 3 (XY) - It rained.",
            &[(BODY, "LOWER VARN")],
            &["Location LOWER VARN"],
        ),
        ("BREAKING - It rained.", &[], &[]),
        (
            "Tarn's prime minister left. Tarn fell.",
            &[(PERSON, "Tarn"), (PERSON, "Tarn")],
            &["Location Tarn", "Location Tarn"],
        ),
        (
            "Jo Tarn left. Tarn's army of fans wept.",
            &[(PERSON, "Jo Tarn"), (PERSON, "Tarn")],
            &["Person Jo Tarn", "Person Tarn"],
        ),
    ]);
}

#[test]
fn bodies_take_in_their_common_noun() {
    hold(&[
        (
            "The Tarn military said so.",
            &[(PLACE, "Tarn")],
            &["Organization Tarn military"],
        ),
        (
            "Tarn military aid fell.",
            &[(PLACE, "Tarn")],
            &["Location Tarn"],
        ),
        (
            "Tarn’s foreign ministry said so.",
            &[(PLACE, "Tarn")],
            &["Location Tarn", "Organization foreign ministry"],
        ),
        (
            "Wendy's said so.",
            &[(PERSON, "Wendy")],
            &["Organization Wendy's"],
        ),
        (
            "Wendy Orr spoke. Wendy’s car left.",
            &[(PERSON, "Wendy Orr"), (PERSON, "Wendy")],
            &["Person Wendy Orr", "Person Wendy"],
        ),
        (
            "KVRN-TV in Varn said so.",
            &[(PLACE, "KVRN"), (PLACE, "Varn")],
            &["Organization KVRN-TV", "Location Varn"],
        ),
    ]);
}

#[test]
fn hyphens_part_names() {
    hold(&[
        (
            "The Tarnish-led talks.",
            &[(GROUP, "Tarnish-led")],
            &["Group Tarnish"],
        ),
        (
            "The pro-Tarnish talks.",
            &[(GROUP, "pro-Tarnish")],
            &["Group Tarnish"],
        ),
        ("It is anti-Tarnism.", &[(GROUP, "anti-Tarnism")], &[]),
        (
            "The Tarnish-Varnish talks.",
            &[(GROUP, "Tarnish-Varnish")],
            &["Group Tarnish-Varnish"],
        ),
        (
            "Min-led Kim left.",
            &[(PERSON, "Min-led Kim")],
            &["Person Min-led Kim"],
        ),
    ]);
}

#[test]
fn a_name_is_what_its_last_word_says() {
    hold(&[
        (
            "Orr Field opened.",
            &[(PLACE, "Orr Field")],
            &["Facility Orr Field"],
        ),
        (
            "Sal Field spoke.",
            &[(PERSON, "Sal Field")],
            &["Person Sal Field"],
        ),
        (
            "Orr Productions closed.",
            &[(PERSON, "Orr Productions")],
            &["Organization Orr Productions"],
        ),
        (
            "The Varn Courier said EBITDA fell.",
            &[(BODY, "The Varn Courier"), (BODY, "EBITDA")],
            &["Organization Varn Courier"],
        ),
        (
            "Amazon said the Amazon rose.",
            &[(PLACE, "Amazon"), (PLACE, "Amazon")],
            &["Organization Amazon", "Location Amazon"],
        ),
        (
            "Orrs and Vanes met. Orrs beat Vanes.",
            &[(BODY, "Orrs and Vanes"), (BODY, "Orrs"), (BODY, "Vanes")],
            &[
                "Organization Orrs",
                "Organization Vanes",
                "Organization Orrs",
                "Organization Vanes",
            ],
        ),
        (
            "Varn won. Varn lost. Varn drew. Varn left.",
            &[
                (BODY, "Varn"),
                (BODY, "Varn"),
                (BODY, "Varn"),
                (PERSON, "Varn"),
            ],
            &["Organization Varn"; 4],
        ),
    ]);
}

#[test]
fn sentences_in_capitals_are_read_in_title_case() {
    let text = "It rained. ALL HOMES MUST BOIL WATER IN VARN.";
    let found = Tokenizer::default().tokenize(text);
    let (read, sentences) = in_title_case(found.view(text)).unwrap();
    assert_eq!(read, "It rained. All Homes Must Boil Water In Varn.");
    assert_eq!(sentences.len(), 1);
}

#[test]
fn odd_texts_do_no_harm() {
    for text in [
        "",
        "“",
        "-",
        "D-",
        "(D.,",
        "Mr",
        "May",
        "’s ’s",
        "É-led",
        "VARN --",
        "A “B” ",
    ] {
        assert_eq!(mended(text, &[]), Vec::<String>::new(), "{text}");
    }
}
