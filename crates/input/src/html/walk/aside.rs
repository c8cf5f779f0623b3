//! What stands within a line: elements whose text is no part of it, and links.

use super::{Block, INLINE, Walker, finished};
use crate::html::elements::{Role, role};

/// A block that is open around an element whose text is no part of it. What the element holds becomes blocks of its
/// own, which are hidden where its end comes.
#[derive(Debug)]
pub(super) struct Aside {
    block: Block,
    blank: bool,
    link: Option<Link>,
    rank: u8,
    /// How many blocks and open elements there were.
    at: usize,
    depth: usize,
    /// The name of an element of no kind, empty for a container, and how many such are open in it.
    name: Vec<u8>,
    nested: usize,
}

/// An open link.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    /// How many blocks and open elements there were.
    from: usize,
    depth: usize,
}

/// What a paragraph or an item begins and ends: itself, and what is open in one of a rank that is not above its own;
/// 0 for what is neither.
pub(super) fn rank(role: Role) -> u8 {
    match role {
        Role::Paragraph | Role::Heading(_) => 1,
        Role::Item | Role::Row => 2,
        _ => 0,
    }
}

impl Walker {
    /// Puts the block away until the element that begins here ends.
    pub(super) fn set_aside(&mut self, name: &[u8]) {
        self.aside = Some(Aside {
            block: std::mem::take(&mut self.block),
            blank: std::mem::take(&mut self.blank),
            link: self.link.take(),
            rank: std::mem::take(&mut self.rank),
            at: self.walked.blocks.len(),
            depth: self.open.len(),
            name: name.into(),
            nested: 0,
        });
        self.block.loose = true;
    }

    /// Goes on with the block that was put away where its element has ended; without an end of its own what
    /// the element holds may be shown, and the block is one before it.
    fn restore(&mut self, own: bool) {
        let Some(aside) = self.aside.take() else {
            return;
        };
        self.end_link(false);
        self.link = aside.link;
        if own {
            if let Some(link) = &mut self.link
                && link.from == aside.at
            {
                link.from = self.walked.blocks.len();
            }
            self.block = aside.block;
            self.blank = aside.blank;
            self.rank = aside.rank;
            return;
        }
        self.end_link(false);
        if let Some(block) = finished(aside.block) {
            self.walked.blocks.insert(aside.at, block);
        }
    }

    /// Looks whether the element has ended with what was closed last.
    pub(super) fn after_close(&mut self) {
        let open = self.open.len();
        if let Some(aside) = &self.aside
            && open <= aside.depth
        {
            let own = open == aside.depth || !aside.name.is_empty();
            self.restore(own);
        }
        if self.link.is_some_and(|link| link.depth > open) {
            self.end_link(false);
        }
    }

    /// Ends all that is open at the end of the page.
    pub(super) fn end_all(&mut self) {
        self.flush();
        self.restore(false);
        self.end_link(false);
    }

    /// Begins an element within a line that says that it is not shown.
    pub(super) fn hide(&mut self, name: &[u8]) {
        let mut place = self.place();
        self.set_aside(name);
        self.hider(&mut place);
        place.hidden = true;
        self.enter(INLINE, place);
    }

    /// Counts an element of the name of the hidden one, so that its end is not taken for that one's.
    pub(super) fn count_hidden(&mut self, name: &[u8]) {
        if let Some(aside) = self.aside.as_mut().filter(|aside| aside.name == name) {
            aside.nested += 1;
        }
    }

    /// Whether this is the end tag of the hidden element, which it ends.
    pub(super) fn ends_hidden(&mut self, name: &[u8]) -> bool {
        let Some(aside) = self.aside.as_mut().filter(|aside| aside.name == name) else {
            return false;
        };
        if aside.nested > 0 {
            aside.nested -= 1;
            return false;
        }
        self.end_hidden();
        true
    }

    /// Ends the hidden element with the paragraph, the item or the cell that it stands in.
    pub(super) fn bound_hidden(&mut self, next: Role) {
        let Some(aside) = self.aside.as_ref().filter(|aside| !aside.name.is_empty()) else {
            return;
        };
        let block = aside.rank > 0 && rank(next) >= aside.rank;
        let cell = next == Role::Cell && role(&aside.name) == Role::Cell;
        if (block || cell) && self.open.len() == aside.depth + 1 {
            self.end_hidden();
        }
    }

    fn end_hidden(&mut self) {
        self.flush();
        self.close(INLINE);
        self.restore(true);
    }

    pub(super) fn begin_link(&mut self) {
        self.end_link(false);
        self.link = Some(Link {
            from: self.walked.blocks.len(),
            depth: self.open.len(),
        });
    }

    /// Ends the link; one without an end tag holds no more than the block that it began in.
    pub(super) fn end_link(&mut self, closed: bool) {
        let Some(link) = self.link.take().filter(|_| !closed) else {
            return;
        };
        let blocks = &mut self.walked.blocks;
        if blocks.len() > link.from {
            self.block.linked = 0;
        }
        for block in blocks.iter_mut().skip(link.from + 1) {
            block.linked = 0;
        }
    }
}
