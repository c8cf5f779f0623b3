//! What texts, ids and labels hold cannot break a format or make a report show something else.

use newsgraph_document::{
    Document, Entity, EntityId, Label, Maker, Mention, MentionId, MentionKind, OffsetUnit,
    Relation, Sentence, Span, Status, Syntax, Token, Upos, WordSyntax,
};
#[cfg(feature = "report")]
use newsgraph_export::to_html;
use newsgraph_export::{from_json, to_conllu, to_json, to_text};
use std::error::Error;

type Outcome = Result<(), Box<dyn Error>>;

/// Strings that break a format which takes them as they are, with how the reports show them: HTML in an
/// element and in an attribute, text, and a column of CoNLL-U.
const ODD: [Odd; 10] = [
    Odd::new(
        "a\u{202E}b",
        MARK,
        "a[U+202E]b",
        r"a\u{202E}b",
        "a\u{202E}b",
    ),
    Odd::new(
        "a\u{2067}b",
        "a<span class=\"control\" title=\"U+2067 RIGHT-TO-LEFT ISOLATE\">[U+2067]</span>b",
        "a[U+2067]b",
        r"a\u{2067}b",
        "a\u{2067}b",
    ),
    Odd::new(
        "a\u{1B}[1mb",
        "a<span class=\"control\" title=\"U+001B CONTROL CHARACTER\">[U+001B]</span>[1mb",
        "a[U+001B][1mb",
        r"a\u{1B}[1mb",
        "a␛[1mb",
    ),
    Odd::new(
        "a\0b",
        "a<span class=\"control\" title=\"U+0000 CONTROL CHARACTER\">[U+0000]</span>b",
        "a[U+0000]b",
        r"a\u{0}b",
        "a␀b",
    ),
    Odd::new(
        "a\u{200B}b",
        "a<span class=\"control\" title=\"U+200B ZERO WIDTH SPACE\">[U+200B]</span>b",
        "a[U+200B]b",
        r"a\u{200B}b",
        "a\u{200B}b",
    ),
    Odd::new("a\nb", "a b", "a\nb", "a b", "a b"),
    Odd::new("a\tb", "a b", "a\tb", "a b", "a b"),
    Odd::new("a\rb", "a b", "a[U+000D]b", "a b", "a b"),
    Odd::new(
        "\"><i a='b'>&lt;",
        "&quot;&gt;&lt;i a=&#39;b&#39;&gt;&amp;lt;",
        "&quot;&gt;&lt;i a=&#39;b&#39;&gt;&amp;lt;",
        "\"><i a='b'>&lt;",
        "\"><i a='b'>&lt;",
    ),
    Odd::new("a b", "a b", "a b", "a b", "a b"),
];

const MARK: &str =
    "a<span class=\"control\" title=\"U+202E RIGHT-TO-LEFT OVERRIDE\">[U+202E]</span>b";

struct Odd {
    string: &'static str,
    #[cfg_attr(not(feature = "report"), expect(dead_code, reason = "for the report"))]
    element: &'static str,
    #[cfg_attr(not(feature = "report"), expect(dead_code, reason = "for the report"))]
    attribute: &'static str,
    text: &'static str,
    column: &'static str,
}

impl Odd {
    const fn new(
        string: &'static str,
        element: &'static str,
        attribute: &'static str,
        text: &'static str,
        column: &'static str,
    ) -> Self {
        Self {
            string,
            element,
            attribute,
            text,
            column,
        }
    }
}

/// A document with the string as id, word, lemma, labels, value and name.
fn document(odd: &str) -> Result<Document, Box<dyn Error>> {
    let by = Maker::default;
    let text = format!("{odd} met Bo");
    let [first, second, third] = [
        0..odd.len(),
        odd.len() + 1..odd.len() + 4,
        odd.len() + 5..text.len(),
    ]
    .map(|range| Span::new(range.start, range.end));
    let whole = Span::new(0, text.len());
    let mut document = Document::new(odd, text)?;
    let tokens = [first, second, third].map(|span| Token { span });
    document.set_tokens(tokens.to_vec(), by())?;
    let sentence = Sentence {
        span: whole,
        tokens: 0..3,
        paragraph: 0,
    };
    document.set_sentences(vec![sentence], by())?;
    let word = |at| WordSyntax {
        upos: Upos::X,
        xpos: odd,
        lemma: odd,
        head: (at != 1).then_some(1),
        dep: odd,
    };
    let syntax = Syntax::new(document.tokenized()?, (0..3).map(word))?;
    document.set_syntax(syntax, by())?;
    document.set_quote_marks(Vec::new(), by())?;
    let mention = |span| Mention {
        span,
        label: Label::new(odd),
        kind: MentionKind::Proper,
        value: Some(odd.to_owned()),
        score: None,
    };
    document.set_mentions(vec![mention(first), mention(third)], by())?;
    document.set_quotes(Vec::new(), by())?;
    let entity = |at| Entity {
        label: Label::new(odd),
        name: odd.to_owned(),
        mentions: vec![MentionId::new(at)],
    };
    document.set_entities(vec![entity(0), entity(1)], by())?;
    let relation = Relation {
        label: Label::new(odd),
        subject: EntityId::new(0),
        object: EntityId::new(1),
        evidence: vec![whole],
        status: Status::Now,
        role: Some(first),
        negated: false,
        hedged: false,
        quote: None,
        score: None,
    };
    document.set_relations(vec![relation], by())?;
    Ok(document)
}

#[cfg(feature = "report")]
#[test]
fn html_shows_what_is_there() -> Outcome {
    for odd in &ODD {
        let html = to_html(&document(odd.string)?);
        let (element, attribute) = (odd.element, odd.attribute);
        let line = attribute
            .replace(['\n', '\t'], " ")
            .replace("[U+000D]", " ");
        for part in [
            format!("<title>{line} met Bo</title>"),
            format!("title=\"{line}, {attribute}\""),
            format!("<span class=\"name\">{element} <small>{element}</small></span>"),
            format!(
                "<em>{element}</em> <a class=\"e\" href=\"#d1-e1\" data-f=\"e1\">{element}</a> <span class=\"tag\">{element}</span>"
            ),
            format!("<p class=\"src\"><a href=\"#d1-s0\">{element} met Bo</a></p>"),
        ] {
            assert!(html.contains(&part), "{:?}: {part}\n{html}", odd.string);
        }
        let page = html.split_once("<article").map_or("", |(_, page)| page);
        assert!(!page.contains("<i a="), "{page}");
        let drawing = page
            .split_once("<svg")
            .and_then(|(_, page)| page.split_once("</svg>"));
        assert!(
            drawing.is_some_and(|(svg, _)| !svg.contains("<span")),
            "{page}"
        );
        let hidden = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
        assert!(!page.contains(hidden) && !page.contains(['\u{202E}', '\u{2067}', '\u{200B}']));
    }
    // In the text itself white space stays as it is.
    let html = to_html(&Document::new("", "a\r\nb\rc\td\ne")?);
    let return_alone =
        "b<span class=\"control\" title=\"U+000D CONTROL CHARACTER\">[U+000D]</span>c";
    assert!(
        html.contains(&format!("a&#13;\n{return_alone}\td\ne")),
        "{html}"
    );
    Ok(())
}

#[test]
fn text_shows_what_is_there() -> Outcome {
    for odd in &ODD {
        let shown = odd.text;
        let expected = format!(
            "{shown}\n\nWHO AND WHAT IS NAMED\n  {shown} ({shown})\n  {shown} ({shown}): also Bo\n\n\
             WHAT RELATES TO WHAT\n  {shown} - {shown} - {shown} ({shown})\n      \
             from: {shown} met Bo\n"
        );
        assert_eq!(to_text(&document(odd.string)?), expected);
    }
    Ok(())
}

#[test]
fn conllu_keeps_its_lines_and_columns() -> Outcome {
    let ids = ODD.iter().map(|odd| match odd.string {
        "a\nb" => r"a\nb",
        "a\tb" => r"a\tb",
        "a\rb" => r"a\rb",
        _ => odd.text,
    });
    for (odd, id) in ODD.iter().zip(ids) {
        let column = odd.column;
        let tag = column.replace(' ', "_");
        let plain = |b: u8| b.is_ascii_alphanumeric();
        let number: String = odd
            .string
            .bytes()
            .map(|b| match b {
                b if plain(b) => char::from(b).to_string(),
                b => format!("%{b:02X}"),
            })
            .collect();
        let expected = format!(
            "# newdoc id = {id}\n# newpar\n# sent_id = {number}-1\n# text = {column} met Bo\n\
             1\t{column}\t{column}\tX\t{tag}\t_\t2\tdep\t_\t_\n\
             2\tmet\t{column}\tX\t{tag}\t_\t0\troot\t_\t_\n\
             3\tBo\t{column}\tX\t{tag}\t_\t2\tdep\t_\t_\n\n"
        );
        assert_eq!(to_conllu(&document(odd.string)?), expected);
    }
    // A word of which nothing can be printed has the mark of an empty column.
    for blank in ["\u{85}", "\n", " \t"] {
        let conllu = to_conllu(&document(blank)?);
        assert!(
            conllu.contains("\n1\t_\t_\tX\t_\t_\t2\tdep\t_\t_\n"),
            "{conllu}"
        );
    }
    Ok(())
}

#[test]
fn json_keeps_the_text_as_it_is() -> Outcome {
    for odd in &ODD {
        let document = document(odd.string)?;
        let json = to_json(&document, OffsetUnit::Byte);
        assert!(!json.contains(char::is_control), "{json}");
        assert_eq!(from_json(&json)?, document);
    }
    Ok(())
}
