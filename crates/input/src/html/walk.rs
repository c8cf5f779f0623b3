//! The blocks of a page, in its order.

mod aside;

use super::dates::Dates;
use super::elements::{self, KINDS, Role, attribute, role};
use aside::{Aside, Link, rank};
use html5gum::{DefaultEmitter, EndTag, Error, StartTag, State, Token, Tokenizer};

/// A paragraph, a heading, an item of a list, with where it stands.
#[derive(Clone, Debug, Default)]
pub(super) struct Block {
    pub(super) text: String,
    /// The rank of a heading; 0 for what is none.
    pub(super) heading: u8,
    /// Neither a paragraph nor a heading.
    pub(super) loose: bool,
    /// Letters, and those of them that stand in links.
    pub(super) letters: usize,
    pub(super) linked: usize,
    pub(super) place: Place,
}

/// What a block stands in.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a part of a page of its own, and a block may stand in several"
)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// The outermost article, by its number from 1; 0 for none.
    pub(super) article: usize,
    pub(super) main: bool,
    /// A header of the page, not of the article.
    pub(super) header: bool,
    /// What is not shown or is no part of the article, and what looks so.
    pub(super) hidden: bool,
    pub(super) furniture: bool,
    section: bool,
    preformatted: bool,
    /// In a drawing or a formula, whose elements may close themselves.
    foreign: bool,
    /// Within a block of quotation.
    quoted: bool,
    /// The number of the element that hides it, from 1.
    hider: usize,
}

/// All that was found on the way through a page.
#[derive(Debug, Default)]
pub(super) struct Walked {
    pub(super) blocks: Vec<Block>,
    pub(super) dates: Dates,
    pub(super) cut: bool,
}

pub(super) fn walk(html: &str) -> Walked {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut tokens = Tokenizer::new_with_emitter(html, emitter);
    let mut walker = Walker::default();
    while let Some(Ok(token)) = tokens.next() {
        match token {
            Token::StartTag(tag) => {
                if walker.start(&tag) {
                    tokens.set_state(State::Data);
                }
            }
            Token::EndTag(tag) => walker.end(&tag),
            Token::String(text) => {
                walker.string(&String::from_utf8_lossy(&text));
            }
            Token::Error(error) => {
                let cut = matches!(*error, Error::EofInTag | Error::EofInComment);
                walker.walked.cut |= cut;
            }
            Token::Comment(_) | Token::Doctype(_) => {}
        }
    }
    walker.finish()
}

/// The kind of an element within a line that is hidden.
const INLINE: usize = KINDS;

#[derive(Debug)]
struct Open {
    kind: usize,
    place: Place,
}

#[derive(Debug)]
struct Walker {
    walked: Walked,
    block: Block,
    /// A blank that comes before the next letter.
    blank: bool,
    link: Option<Link>,
    /// The rank of what began the block.
    rank: u8,
    aside: Option<Aside>,
    open: Vec<Open>,
    /// How many elements of each kind are open, so that an end tag of none costs nothing.
    counts: [usize; KINDS + 1],
    articles: usize,
    /// For each element that hides what it holds, whether its own end tag came.
    closed: Vec<bool>,
    raw: Option<Raw>,
    xhtml: bool,
}

/// An element of bytes: JSON-LD, or another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Raw {
    Data,
    Other,
}

impl Default for Walker {
    fn default() -> Self {
        Self {
            walked: Walked::default(),
            block: Block::default(),
            blank: false,
            link: None,
            rank: 0,
            aside: None,
            open: Vec::new(),
            counts: [0; KINDS + 1],
            articles: 0,
            closed: Vec::new(),
            raw: None,
            xhtml: false,
        }
    }
}

impl Walker {
    fn place(&self) -> Place {
        self.open.last().map_or(Place::default(), |open| open.place)
    }

    /// Takes a start tag in; `true` where an element that could hold bytes is closed at once.
    fn start(&mut self, tag: &StartTag<()>) -> bool {
        let name = elements::known(&tag.name);
        self.raw = None;
        let role = role(name);
        let closed = tag.self_closing && (self.xhtml || self.place().foreign);
        self.bound_hidden(role);
        if !closed {
            self.count_hidden(name);
        }
        match role {
            Role::Raw if closed => return true,
            Role::Raw => self.raw = Some(raw(tag)),
            Role::Container(kind) => self.container(kind, tag, closed),
            Role::Cell | Role::Link | Role::Quoted | Role::Time | Role::Inline
                if !closed && self.aside.is_none() && elements::is_hidden_inline(tag) =>
            {
                self.hide(name);
            }
            Role::Paragraph => self.begin(tag, 0, false),
            Role::Heading(rank) => self.begin(tag, rank, false),
            Role::Item | Role::Row => self.begin(tag, 0, true),
            Role::Cell => self.cell(),
            Role::Break => self.line_break(),
            Role::Rule => {
                self.xhtml |= tag.attributes.contains_key(&b"xmlns"[..]);
                self.flush();
            }
            Role::Link => self.begin_link(),
            Role::Quoted => self.push("“"),
            Role::Time => {
                let place = self.place();
                if !place.hidden && !place.furniture && !place.header {
                    self.walked.dates.time(tag, place.main || place.article > 0);
                }
            }
            Role::Meta => self.walked.dates.meta(tag),
            Role::Inline => {}
        }
        self.rank = self.rank.max(rank(role));
        false
    }

    /// Begins a block that no end tag needs to close.
    fn begin(&mut self, tag: &StartTag<()>, heading: u8, loose: bool) {
        self.flush();
        self.block.heading = heading;
        self.block.loose = loose;
        self.block.place.furniture |= elements::is_furniture(tag);
        self.block.place.hidden |= elements::says_hidden(tag);
    }

    fn container(&mut self, kind: usize, tag: &StartTag<()>, closed: bool) {
        let name = elements::known(&tag.name);
        let inline = elements::is_inline(name);
        if !inline || self.aside.is_some() {
            self.flush();
        }
        if closed {
            return;
        }
        let mut place = self.place();
        match name {
            b"article" if place.article == 0 => {
                self.articles += 1;
                place.article = self.articles;
            }
            b"main" => place.main = true,
            b"section" => place.section = true,
            b"header" => place.header |= place.article == 0 && !place.main && !place.section,
            b"pre" => place.preformatted = true,
            b"svg" | b"math" => place.foreign = true,
            b"blockquote" => place.quoted = true,
            _ => {}
        }
        let body = attribute(tag, b"itemprop") == "articleBody";
        place.main |= body || attribute(tag, b"role") == "main";
        let article = matches!(name, b"article" | b"main") || body;
        // The foot of a quotation says whose it is.
        let cited = name == b"footer" && place.quoted;
        let hidden = elements::is_hidden(name) && !cited || elements::says_hidden(tag);
        let furniture = !article && elements::is_furniture(tag);
        if hidden || furniture {
            self.hider(&mut place);
        }
        place.hidden |= hidden;
        place.furniture |= furniture;
        if inline && self.aside.is_none() {
            self.set_aside(b"");
        }
        self.enter(kind, place);
    }

    /// Gives an element that hides what it holds its number, where none around it has one.
    fn hider(&mut self, place: &mut Place) {
        if place.hider == 0 {
            self.closed.push(false);
            place.hider = self.closed.len();
        }
    }

    fn enter(&mut self, kind: usize, place: Place) {
        self.counts[kind] += 1;
        self.open.push(Open { kind, place });
        self.block.place = place;
    }

    fn end(&mut self, tag: &EndTag<()>) {
        self.raw = None;
        if self.ends_hidden(&tag.name) {
            return;
        }
        let name = elements::known(&tag.name);
        let role = role(name);
        self.bound_hidden(role);
        match role {
            Role::Container(kind) => self.end_container(kind, name),
            Role::Paragraph | Role::Heading(_) | Role::Item | Role::Row | Role::Rule => {
                self.flush();
            }
            Role::Link => self.end_link(true),
            Role::Quoted => self.push("”"),
            Role::Break => self.line_break(),
            _ => {}
        }
    }

    fn end_container(&mut self, kind: usize, name: &[u8]) {
        let inline = elements::is_inline(name);
        if inline && self.counts[kind] == 0 {
            return;
        }
        self.flush();
        self.close(kind);
        self.after_close();
        if !inline {
            self.flush();
            self.block.place = self.place();
        }
    }

    /// Closes the innermost element of this kind with all that is open in it.
    fn close(&mut self, kind: usize) {
        if self.counts[kind] == 0 {
            return;
        }
        while let Some(open) = self.open.pop() {
            self.counts[open.kind] -= 1;
            let ends = open.kind == kind || open.kind == INLINE;
            if ends && self.place().hider != open.place.hider {
                self.closed[open.place.hider - 1] = true;
            }
            if open.kind == kind {
                return;
            }
        }
    }

    fn string(&mut self, text: &str) {
        match self.raw {
            Some(Raw::Data) => self.walked.dates.data(text),
            Some(Raw::Other) => {}
            None => self.push(text),
        }
    }

    /// Adds text, with blanks in a row as one.
    fn push(&mut self, text: &str) {
        if self.block.place.preformatted {
            self.block.text.push_str(text);
            self.count(text.chars().filter(|c| !c.is_whitespace()).count());
            return;
        }
        for letter in text.chars() {
            if letter.is_ascii_whitespace() {
                self.blank = true;
                continue;
            }
            if self.blank && !self.block.text.is_empty() && !self.block.text.ends_with(['\n', '\t'])
            {
                self.block.text.push(' ');
            }
            self.blank = false;
            self.block.text.push(letter);
            self.count(1);
        }
    }

    fn count(&mut self, letters: usize) {
        self.block.letters += letters;
        if self.link.is_some() {
            self.block.linked += letters;
        }
    }

    /// A line's end; a second one ends the paragraph.
    fn line_break(&mut self) {
        self.blank = false;
        if self.block.text.ends_with('\n') {
            self.flush();
        } else if !self.block.text.is_empty() {
            self.block.text.push('\n');
        }
    }

    fn cell(&mut self) {
        self.blank = false;
        self.block.loose = true;
        if !self.block.text.is_empty() {
            self.block.text.push('\t');
        }
    }

    /// Ends the block.
    fn flush(&mut self) {
        self.blank = false;
        self.rank = 0;
        let place = self.place();
        let next = Block {
            loose: true,
            place,
            ..Block::default()
        };
        let block = std::mem::replace(&mut self.block, next);
        self.walked.blocks.extend(finished(block));
    }

    /// What an element hides that is never closed is shown: rather too much than the rest of a page
    /// lost.
    fn finish(mut self) -> Walked {
        self.end_all();
        self.walked.cut |= self.raw.is_some();
        for block in &mut self.walked.blocks {
            let hider = block.place.hider.checked_sub(1);
            if hider.is_some_and(|hider| !self.closed[hider]) {
                block.place.hidden = false;
                block.place.furniture = false;
            }
        }
        self.walked
    }
}

/// The block without blanks around, where it holds anything.
fn finished(mut block: Block) -> Option<Block> {
    let text = block.text.trim_matches(|c: char| c.is_ascii_whitespace());
    if text.len() < block.text.len() {
        block.text = text.into();
    }
    (!block.text.is_empty()).then_some(block)
}

fn raw(tag: &StartTag<()>) -> Raw {
    let kind = attribute(tag, b"type");
    if tag.name.as_slice() == b"script" && kind.eq_ignore_ascii_case("application/ld+json") {
        Raw::Data
    } else {
        Raw::Other
    }
}
