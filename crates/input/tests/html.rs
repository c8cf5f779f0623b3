//! The text of pages.

use newsgraph_input::{Documents, InputOptions, Note};
use std::error::Error;

type Outcome = Result<(), Box<dyn Error>>;

fn text(html: &str) -> Result<String, Box<dyn Error>> {
    let mut documents = Documents::new("a.html", html.as_bytes(), InputOptions::default());
    Ok(documents.next().ok_or("no document")??.text().to_owned())
}

const ARTICLE: &str =
    "Ann Lee, the mayor, told the council on Monday that the old bridge will be closed until May.";

#[test]
fn the_article_is_taken_out_of_its_page() -> Outcome {
    let page = format!(
        r#"<!DOCTYPE html>
<html lang="en"><head><title>Bridge closed - The Daily Gull</title>
<meta property="article:published_time" content="2017-03-19T10:00:00Z">
<style>p {{ color: red }}</style><script>var a = "<p>no</p>";</script></head>
<body class="has-sidebar">
<header><h1><a href="/">The Daily Gull</a></h1><nav><ul><li><a href="/news">News</a></li></ul></nav></header>
<div id="cookie-banner"><p>We use cookies. Do you agree to that? Many sites ask.</p></div>
<main><article>
<h1>Old bridge
   closed</h1>
<p class="byline">By <a href="/bob">Bob Ray</a></p>
<figure><img src="a.jpg" alt="no"><figcaption>The bridge in 2016.</figcaption></figure>
<p>{ARTICLE}</p>
<div class="ad-slot"><p>Buy a boat today, cheap as never before.</p></div>
<p>&ldquo;We go on,&rdquo; she&nbsp;said&mdash;&#8220;<em>now</em>&#x201D; &amp; <a href="x">then</a>.<br>A line below.</p>
<ul><li>One thing</li><li>Another thing</li></ul>
<!-- no comment -->
<div class="related"><ul><li><a href="1">Ten other bridges</a></li></ul></div>
<footer>Share this</footer>
</article>
<section id="comments"><p>First! This is what a reader wrote below it.</p></section></main>
<aside><p>Most read today: a list of other things that were written.</p></aside>
<footer><p>All rights are with the Gull.</p></footer>
</body></html>"#
    );
    let expected = format!(
        "Old bridge closed\n\nBy Bob Ray\n\nThe bridge in 2016.\n\n{ARTICLE}\n\n“We go on,” she\u{a0}said—“now” & then.\nA line below.\n\n\
         One thing\n\nAnother thing"
    );
    let mut documents = Documents::new("a.html", page.as_bytes(), InputOptions::default());
    let document = documents.next().ok_or("no document")??;
    assert_eq!(document.text(), expected);
    assert_eq!(
        document.date().map(|d| d.to_string()).as_deref(),
        Some("2017-03-19")
    );
    assert_eq!(documents.take_notes(), []);
    Ok(())
}

#[test]
fn parts_of_pages() -> Outcome {
    let cases = [
        ("<p>Ann left.<p>Bob stayed.", "Ann left.\n\nBob stayed."),
        ("Ann <b>left</b> .", "Ann left ."),
        ("<p>a<br><br>b<br/>c", "a\n\nb\nc"),
        ("<p>Ann<span> left</span>.</p>", "Ann left."),
        ("<q>Go</q>, she said.", "“Go”, she said."),
        ("<pre>a\n  b</pre>", "a\n  b"),
        (
            "<table><tr><td>Ann</td><td>7</td></tr><tr><td>Bob<td>9</table>",
            "Ann\t7\n\nBob\t9",
        ),
        (
            "<header><h1>Ann left</h1></header><p>Bob stayed.",
            "Ann left\n\nBob stayed.",
        ),
        (
            "<header><p>The Gull</p></header><section><header><h1>Ann left</h1><p>Bob too</p></header><p>Cid stayed.",
            "Ann left\n\nBob too\n\nCid stayed.",
        ),
        ("<form><p>Ann left.</p></form>", "Ann left."),
        (
            "<article><blockquote><p>We go.</p><footer>Ann Lee, mayor</footer></blockquote><footer>Share</footer></article>",
            "We go.\n\nAnn Lee, mayor",
        ),
        (
            "<amp-consent id=a><p>We use cookies.</p></amp-consent><p>Ann left.</p><amp-ad><p>Buy</p></amp-ad><my-note>So it is.</my-note>",
            "Ann left.\n\nSo it is.",
        ),
        (
            "<p>Ann left.</p><noscript>no</noscript><textarea>no</textarea>",
            "Ann left.",
        ),
        (
            "<p hidden>no</p><p>Ann left.</p><div aria-hidden='true'>no</div><p style='display: none'>no</p>",
            "Ann left.",
        ),
        ("<p>2 < 3 & 4 > 3</p>", "2 < 3 & 4 > 3"),
        ("Ann left.\nBob stayed.", "Ann left. Bob stayed."),
        (
            "<html xmlns='x'><script src='a'/><p>Ann left.</p></html>",
            "Ann left.",
        ),
        ("<div class='ad-slot'><p>Ann left.</p></div>", "Ann left."),
        ("<ul><li><a href='x'>Ann left.</a></li></ul>", "Ann left."),
        (
            "<p>Ann left.</p><h2>More</h2><ul><li><a href='x'>Bob stayed.</a></li></ul>",
            "Ann left.",
        ),
        ("<h2>Ann left.</h2>", "Ann left."),
        (
            "<div><a><p>Bob stayed</p></a></div><p>Ann left.</p>",
            "Bob stayed\n\nAnn left.",
        ),
    ];
    for (html, expected) in cases {
        assert_eq!(text(html)?, expected, "{html}");
    }
    Ok(())
}

#[test]
fn damaged_pages_give_what_there_is() -> Outcome {
    let cases = [
        (format!("<nav><a href='x'>Home</a><p>{ARTICLE}"), ARTICLE),
        (format!("<div class=sidebar><p>{ARTICLE}</p>"), ARTICLE),
        (format!("</div></p></article><p>{ARTICLE}</b></i>"), ARTICLE),
        (
            format!("<p>{ARTICLE}</p><p title=\"never closed>Bob stayed.</p>"),
            ARTICLE,
        ),
        (
            format!("<p>{ARTICLE}</p><!-- never closed <p>Bob stayed.</p>"),
            ARTICLE,
        ),
        (format!("<p>{ARTICLE}<a href=x>"), ARTICLE),
        (format!("<div><nav>Home</div><p>{ARTICLE}</p>"), ARTICLE),
    ];
    for (html, expected) in cases {
        let found = text(&html)?;
        assert!(found.contains(expected), "{html}: {found}");
    }
    for (html, note) in [
        (
            "<p>Ann left.</p><p title=\"never closed>",
            Note::CutPage {
                name: "a.html".to_owned(),
            },
        ),
        (
            "<p>Ann left.</p><script>never closed <p>",
            Note::CutPage {
                name: "a.html".to_owned(),
            },
        ),
        (
            "<html><script>x()</script></html>",
            Note::EmptyPage {
                name: "a.html".to_owned(),
            },
        ),
    ] {
        let mut documents = Documents::new("a.html", html.as_bytes(), InputOptions::default());
        documents.next().ok_or("no document")??;
        assert_eq!(documents.take_notes(), [note]);
    }
    Ok(())
}

#[test]
fn dates_of_pages() -> Outcome {
    let data = r#"<script type="application/ld+json">[{"@graph": [{"datePublished": "2018-01-02T03:04:05+01:00"}]}]</script>"#;
    let cases = [
        (
            "<meta name='date' content='2017-03-19'>".to_owned(),
            Some("2017-03-19"),
        ),
        (data.to_owned(), Some("2018-01-02")),
        (
            format!("{data}<meta property='article:published_time' content='2017-03-19 10:00'>"),
            Some("2017-03-19"),
        ),
        (
            "<time datetime='2016-05-06'>Friday</time><time datetime='2015-05-06'>x</time>"
                .to_owned(),
            Some("2016-05-06"),
        ),
        (
            "<aside><time datetime='2016-05-06'>x</time></aside>".to_owned(),
            None,
        ),
        ("<meta name='date' content='May 2017'>".to_owned(), None),
        (
            "<meta name='date' content='2018-01-02'><meta property='article:published_time' content='2017-03-19T10:00'>"
                .to_owned(),
            Some("2017-03-19"),
        ),
        (
            format!("<meta name='date' content='2017-03-19'>{data}"),
            Some("2018-01-02"),
        ),
        (
            "<time datetime='2020-05-06'>now</time><article><time datetime='2016-05-06'>x</time>y</article>"
                .to_owned(),
            Some("2016-05-06"),
        ),
        (
            "<header><time datetime='2020-05-06'>now</time></header>".to_owned(),
            None,
        ),
        (
            "<article><header><h1>Ann</h1><time datetime='2016-05-06T10:00'>x</time></header></article>"
                .to_owned(),
            Some("2016-05-06"),
        ),
        (
            "<script type='application/ld+json'>{\"datePublished\": </script>".to_owned(),
            None,
        ),
    ];
    for (html, expected) in cases {
        let html = format!("{html}<p>Ann left.</p>");
        let mut options = InputOptions::default();
        let of = |options| -> Result<Option<String>, Box<dyn Error>> {
            let mut documents = Documents::new("a.html", html.as_bytes(), options);
            Ok(documents
                .next()
                .ok_or("no document")??
                .date()
                .map(|d| d.to_string()))
        };
        assert_eq!(of(options)?.as_deref(), expected, "{html}");
        options.date = Some("2001-01-01".parse()?);
        assert_eq!(
            of(options)?.as_deref(),
            expected.or(Some("2001-01-01")),
            "{html}"
        );
    }
    Ok(())
}

#[test]
fn what_stands_in_a_line_does_not_part_it() -> Outcome {
    let elements = [
        "<svg viewBox='0'><path d='M0'/></svg>",
        "<svg><title>no</title><text>no</text></svg>",
        "<svg><style/></svg>",
        "<svg><title/><text>no</text></svg>",
        "<svg><script/><g><svg>no</svg></g></svg>",
        "<math><mi>x</mi><style/></math>",
        "<button>no <b>no</b></button>",
        "<button><div>no</div><p>no</button>",
        "<label>no<select><option>no<option>no</select></label>",
        "<select><option>no</option></select>",
        "<object data='x'><p>no</p></object>",
        "<canvas>no</canvas>",
        "<video controls><source src='x'>no <a href='x'>no</a></video>",
        "<audio>no</audio>",
        "<picture><source srcset='x'><img src='x' alt='no'></picture>",
        "<template><p>no</p></template>",
        "<map><area></map>",
        "</svg>",
        "</button>",
        "<span hidden>no</span>",
        "<span hidden>no <span>no</span> no</span>",
        "<b style='Display:\n none'>no</b>",
        "<i aria-hidden='true'>no<svg/>no</i>",
        "<a href='x' hidden>no</a>",
        "<q hidden>no</q>",
        "<img hidden src='x'><wbr hidden>",
        "<span aria-hidden='true'><button>no</button></span>",
        "<button><span hidden>no</span></button>",
    ];
    for element in elements {
        for (open, close) in [
            ("<p>", "</p>"),
            ("<p>", "<p>"),
            ("<div>", "</div>"),
            ("", ""),
        ] {
            let html = format!(
                "{open}Ann Lee <a href='x'>said in a statement{element}</a> that{element} taxes {element}fall.{close}<p>Bob stayed.</p>"
            );
            let expected = "Ann Lee said in a statement that taxes fall.";
            let found = text(&html)?;
            assert_eq!(found, format!("{expected}\n\nBob stayed."), "{html}");
        }
    }
    Ok(())
}

#[test]
fn what_is_hidden_ends_with_what_it_stands_in() -> Outcome {
    let cases = [
        "<p>Ann left.<span hidden>no</p><p>Bob stayed.</p>",
        "<p>Ann left.<span hidden>no<p>Bob stayed.</p>",
        "<ul><li>Ann left.<i hidden>no<li>Bob stayed.</ul>",
        "<li>Ann left.<i hidden><p>no</p>no</i></li><li>Bob stayed.",
        "<div>Ann left.<span hidden>no</div>Bob stayed.",
        "<table><tr><td>Ann left.</td><td hidden>no<tr><td hidden>no<td>Bob stayed.</table>",
    ];
    for html in cases {
        assert_eq!(text(html)?, "Ann left.\n\nBob stayed.", "{html}");
    }
    for open in ["<svg>", "<button>", "<span hidden>", "<label><svg>"] {
        for html in [
            format!("<div>Ann left. {open}<p>{ARTICLE}</p>"),
            format!("<p>Ann left. {open}<div>{ARTICLE}</div>"),
            format!("{open}<p>Ann left.</p><script src='x'></script><p>{ARTICLE}"),
        ] {
            let found = text(&html)?;
            let first = found.find("Ann left.").ok_or("lost")?;
            assert!(found.find(ARTICLE).is_some_and(|at| at > first), "{html}");
        }
    }
    Ok(())
}

#[test]
fn links_count_over_the_blocks_in_them() -> Outcome {
    let cases = [
        "<ul><li><a><div>Other story</div></a></li></ul>",
        "<ul><li><a href='x'><div>Other</div><div>story</div></a></li></ul>",
        "<div><a href='x'><figure>Other story</figure></a></div>",
        "<div><a href='x'><svg><a>no</a></svg><div>Other story</div></a></div>",
    ];
    for html in cases {
        assert_eq!(text(&format!("<p>{ARTICLE}</p>{html}"))?, ARTICLE, "{html}");
    }
    for html in [
        format!("<a name='top'><div>Ann left.</div><div>{ARTICLE}</div>"),
        format!("<div><a href='x'>Ann left.</div><div>{ARTICLE}</div>"),
        format!(
            "<p><a href='x'>Ann left.</p><div>{ARTICLE}</div><div>It was <a href='y'>told</a></div>"
        ),
    ] {
        assert!(text(&html)?.contains(ARTICLE), "{html}");
    }
    Ok(())
}

/// A page of a megabyte of one thing is read at once or not in a lifetime.
#[test]
fn hostile_pages_end() -> Outcome {
    let pieces = [
        "<div>",
        "<a",
        "<a ",
        "<table>",
        "<nav>",
        "<p>",
        "<a href=x>x",
        "<b><i>",
        "</div>",
        "<div></p>",
        "<!--",
        "<![CDATA[",
        "<a a='",
        "<x y=\"z",
        "&amp",
        "&#",
        "<br>",
        "<li><ul>",
        "<article>",
        "<td>",
        "<q>",
        "<pre>",
        "<script>",
        "<title>",
        "<svg>",
        "x<svg>",
        "x<button>x<p>",
        "<div>x<button>x<p>x</div>",
        "x<span hidden>",
        "<p>x<span hidden>x",
        "<a href=x><p>x",
        "<svg><style/>x",
        "<div class=ad>x",
        "<script type='application/ld+json'>[</script>",
        "<",
        "</",
        "<!doctype ",
        "<div><nav></div>x",
        "<h1>x",
        "<p class='a b c d'>x",
    ];
    for piece in pieces {
        let html = piece.repeat((1 << 20) / piece.len());
        for html in [html.clone(), format!("<p>{ARTICLE}</p>{html}")] {
            let found = text(&html)?;
            let shown = found.contains(ARTICLE) || !html.contains(ARTICLE);
            assert!(shown, "{piece}: {found:.200}");
        }
    }
    let attributes: Vec<String> = (0..100_000).map(|n| format!("a{n}=1")).collect();
    let attributes = attributes.join(" ");
    assert_eq!(text(&format!("<p {attributes}>Ann left."))?, "Ann left.");
    Ok(())
}
