use crate::tagger::{Scorer, Tag};
use crate::word::{OUTSIDE, Word};
use newsgraph_linear::{Feature, feature};

/// The three steps of the arc-hybrid system (Kuhlmann, Gómez-Rodríguez and Satta 2011), without a
/// root node: what is left on the stack at the end is the root.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// The next word goes on the stack.
    Shift,
    /// The top of the stack depends on the next word and leaves.
    Left,
    /// The top of the stack depends on the one below it and leaves.
    Right,
}

pub(crate) const STEPS: [Step; 3] = [Step::Shift, Step::Left, Step::Right];

/// A parse on its way: words on a stack, the next word, and the heads found.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) stack: Vec<usize>,
    pub(crate) next: usize,
    pub(crate) heads: Vec<Option<usize>>,
    /// For each word its outermost and second outermost dependents found, on either side.
    left: Vec<[Option<usize>; 2]>,
    right: Vec<[Option<usize>; 2]>,
    counts: Vec<[u8; 2]>,
}

impl State {
    pub(crate) fn new(len: usize) -> Self {
        Self {
            stack: Vec::with_capacity(len.min(64)),
            next: 0,
            heads: vec![None; len],
            left: vec![[None; 2]; len],
            right: vec![[None; 2]; len],
            counts: vec![[0; 2]; len],
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.heads.len()
    }

    /// Whether no step is left to take.
    pub(crate) fn is_done(&self) -> bool {
        self.next == self.len() && self.stack.len() <= 1
    }

    pub(crate) fn allows(&self, step: Step) -> bool {
        match step {
            Step::Shift => self.next < self.len(),
            Step::Left => !self.stack.is_empty() && self.next < self.len(),
            Step::Right => self.stack.len() >= 2,
        }
    }

    pub(crate) fn take(&mut self, step: Step) {
        match step {
            Step::Shift => {
                self.stack.push(self.next);
                self.next += 1;
            }
            Step::Left => {
                if let Some(top) = self.stack.pop() {
                    self.attach(top, self.next);
                }
            }
            Step::Right => {
                if let (Some(top), Some(&below)) = (self.stack.pop(), self.stack.last()) {
                    self.attach(top, below);
                }
            }
        }
    }

    fn attach(&mut self, dependent: usize, head: usize) {
        self.heads[dependent] = Some(head);
        let side = usize::from(dependent > head);
        let slots = if side == 0 {
            &mut self.left[head]
        } else {
            &mut self.right[head]
        };
        *slots = [Some(dependent), slots[0]];
        self.counts[head][side] = self.counts[head][side].saturating_add(1);
    }

    /// Features of the state for the choice of the next step, after Zhang and Nivre (2011).
    #[expect(clippy::too_many_lines, reason = "one flat list of templates")]
    pub(crate) fn features(&self, words: &[Word], tags: &[Tag], out: &mut Vec<Feature>) {
        out.clear();
        let stack = |depth: usize| {
            self.stack
                .len()
                .checked_sub(depth + 1)
                .map(|i| self.stack[i])
        };
        let buffer = |ahead: usize| Some(self.next + ahead).filter(|&i| i < self.len());
        let word = |at: Option<usize>| at.map_or(OUTSIDE, |i| words[i].lower);
        let tag = |at: Option<usize>| at.map_or(OUTSIDE, |i| u64::from(tags[i]) + 1);
        let child = |at: Option<usize>, side: usize, n: usize| {
            at.and_then(|i| {
                if side == 0 {
                    self.left[i][n]
                } else {
                    self.right[i][n]
                }
            })
        };
        let count = |at: Option<usize>, side: usize| {
            at.map_or(99, |i| u64::from(self.counts[i][side].min(4)))
        };
        let (s0, s1, s2) = (stack(0), stack(1), stack(2));
        let (b0, b1, b2) = (buffer(0), buffer(1), buffer(2));
        let (w0, w1, wb) = (word(s0), word(s1), word(b0));
        let (t0, t1, t2) = (tag(s0), tag(s1), tag(s2));
        let (p0, p1, p2) = (tag(b0), tag(b1), tag(b2));
        let gap = |a: Option<usize>, b: Option<usize>| match (a, b) {
            (Some(a), Some(b)) => match b - a {
                n @ 1..=4 => n as u64,
                5..=7 => 5,
                8..=12 => 6,
                _ => 7,
            },
            _ => 0,
        };
        let (near, far) = (gap(s0, b0), gap(s1, s0));
        let (s0_left, s0_right, s1_left, s1_right, b0_left) = (
            child(s0, 0, 0),
            child(s0, 1, 0),
            child(s1, 0, 0),
            child(s1, 1, 0),
            child(b0, 0, 0),
        );
        let (s0_left2, s0_right2, b0_left2) = (child(s0, 0, 1), child(s0, 1, 1), child(b0, 0, 1));
        out.push(feature(0, []));
        let one = [
            w0,
            t0,
            w1,
            t1,
            wb,
            p0,
            word(b1),
            p1,
            word(b2),
            p2,
            word(s2),
            t2,
            tag(s0_left),
            tag(s0_right),
            tag(s1_left),
            tag(s1_right),
            tag(b0_left),
            word(s0_left),
            word(s0_right),
            word(s1_left),
            word(s1_right),
            word(b0_left),
            tag(buffer(3)),
            tag(stack(3)),
        ];
        out.extend((1..).zip(one).map(|(n, value)| feature(n, [value])));
        let two = [
            [w0, t0],
            [w1, t1],
            [wb, p0],
            [word(b1), p1],
            [word(b2), p2],
            [w0, wb],
            [w0, p0],
            [t0, wb],
            [t0, p0],
            [w1, w0],
            [w1, t0],
            [t1, w0],
            [t1, t0],
            [t0, near],
            [p0, near],
            [w0, near],
            [wb, near],
            [t0, far],
            [t1, far],
            [w1, far],
            [w0, far],
            [w1, wb],
            [t1, wb],
            [w1, p0],
            [t1, p0],
            [wb, word(b1)],
            [wb, p1],
            [p0, word(b1)],
            [p0, p1],
            [t0, count(s0, 0)],
            [t0, count(s0, 1)],
            [t1, count(s1, 1)],
            [p0, count(b0, 0)],
            [w0, count(s0, 1)],
            [w1, count(s1, 1)],
            [wb, count(b0, 0)],
            [w0, count(s0, 0)],
        ];
        out.extend((50..).zip(two).map(|(n, values)| feature(n, values)));
        let three = [
            [t0, p0, p1],
            [t1, t0, p0],
            [t2, t1, t0],
            [t0, tag(s0_left), p0],
            [t0, tag(s0_right), p0],
            [t0, p0, tag(b0_left)],
            [t1, tag(s1_right), t0],
            [t1, tag(s1_left), t0],
            [t1, t0, tag(s0_left)],
            [t1, t0, tag(s0_right)],
            [p0, p1, p2],
            [w0, p0, p1],
            [t0, wb, p1],
            [w0, t0, wb],
            [w0, t0, p0],
            [t0, wb, p0],
            [w0, wb, p0],
            [w1, t1, t0],
            [t1, w0, t0],
            [t0, p0, near],
            [t1, t0, far],
            [t0, tag(s0_left), tag(s0_left2)],
            [t0, tag(s0_right), tag(s0_right2)],
            [p0, tag(b0_left), tag(b0_left2)],
            [w1, w0, p0],
            [w1, t0, p0],
            [t1, w0, p0],
            [t1, t0, wb],
            [t1, p0, word(s0_right)],
            [w0, p0, word(s0_right)],
        ];
        out.extend((100..).zip(three).map(|(n, values)| feature(n, values)));
        let four = [
            [w0, t0, wb, p0],
            [w1, t1, w0, t0],
            [t1, t0, p0, p1],
            [t2, t1, t0, p0],
            [t0, p0, p1, p2],
        ];
        out.extend((140..).zip(four).map(|(n, values)| feature(n, values)));
    }

    /// How many gold arcs each step would put out of reach (Goldberg and Nivre 2013); a sentence's
    /// root counts as an arc.
    #[cfg(feature = "train")]
    pub(crate) fn costs(&self, gold: &[Option<usize>]) -> [usize; 3] {
        let Some(&top) = self.stack.last() else {
            return [0; 3];
        };
        let below = self.stack.len().checked_sub(2).map(|i| self.stack[i]);
        let waiting = |i: usize| i >= self.next;
        let lost = (self.next..self.len())
            .filter(|&d| gold[d] == Some(top))
            .count();
        let head = gold[top];
        let root = usize::from(head.is_none());
        let left =
            root + lost + usize::from(head.is_some_and(|h| Some(h) == below || h > self.next));
        let right = root + lost + usize::from(head.is_some_and(waiting));
        let mut shift = 0;
        if self.next < self.len() {
            let deeper = &self.stack[..self.stack.len() - 1];
            shift += usize::from(gold[self.next].is_some_and(|h| deeper.contains(&h)));
            shift += self
                .stack
                .iter()
                .filter(|&&d| gold[d] == Some(self.next))
                .count();
        }
        [shift, left, right]
    }
}

/// The best step that the state allows.
pub(crate) fn best(state: &State, scores: &[i32]) -> usize {
    let allowed = (0..3).filter(|&i| state.allows(STEPS[i]));
    allowed
        .reduce(|a, b| if scores[b] > scores[a] { b } else { a })
        .unwrap_or(0)
}

/// Heads of a sentence's words; exactly one has none.
pub(crate) fn parse(words: &[Word], tags: &[Tag], model: &impl Scorer) -> Vec<Option<usize>> {
    let mut state = State::new(words.len());
    let (mut found, mut scores) = (Vec::new(), [0; 3]);
    while !state.is_done() {
        state.features(words, tags, &mut found);
        model.score(&found, &mut scores);
        state.take(STEPS[best(&state, &scores)]);
    }
    state.heads
}
