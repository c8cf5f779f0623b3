use crate::path::Path;
use crate::scene::{Place, Scene};
use crate::sorts::{SORTS, number};
use crate::words::{join, lower_hash};
use newsgraph_document::{MentionKind, Upos};
use newsgraph_linear::{Feature, feature, hash_bytes};
use newsgraph_phrase::Sort;
use std::ops::Range;

/// Words between two mentions that make features of their own.
const BETWEEN: usize = 14;

/// Templates of pairs of mentions stand below this, those that also know the sorts above.
const TYPED: u32 = 100;

/// Templates that are also read without the sorts: words and ways that say much for all of them.
const FOR_ALL_SORTS: [u32; 6] = [4, 6, 20, 22, 23, 25];

/// Where two mentions stand, and what they are.
struct Pair<'a> {
    scene: &'a Scene<'a>,
    /// Mentions in the order of the text.
    first: &'a Place,
    second: &'a Place,
    /// Tokens between them.
    between: Range<usize>,
    /// The sorts of the mentions between them, the first six.
    others: Vec<Sort>,
    order: u64,
    sorts: u64,
}

/// Adds the features of a mention of the subject and one of the object in the same sentence.
pub(crate) fn of_mentions(
    scene: &Scene<'_>,
    subject: &Place,
    object: &Place,
    out: &mut Vec<Feature>,
) {
    let forwards =
        (subject.tokens.start, object.tokens.end) < (object.tokens.start, subject.tokens.end);
    let (first, second) = if forwards {
        (subject, object)
    } else {
        (object, subject)
    };
    let nested = second.tokens.start < first.tokens.end;
    let order = u64::from(forwards) + 2 * u64::from(nested);
    let kinds = kind(subject.kind) * 4 + kind(object.kind);
    let between = first.tokens.end..second.tokens.start.max(first.tokens.end);
    let pair = Pair {
        scene,
        first,
        second,
        others: others(scene, &between),
        between,
        order,
        sorts: order + 4 * sorts(scene, subject.argument, object.argument),
    };
    let mut add = |template: u32, values: [u64; 2]| {
        let [a, b] = values;
        if FOR_ALL_SORTS.contains(&template) {
            out.push(feature(template, [pair.order, a, b]));
        }
        out.push(feature(template + TYPED, [pair.sorts, a, b]));
    };
    add(0, [kinds, 0]);
    pair.distance(&mut add);
    pair.words(&mut add);
    pair.around(&mut add);
    pair.path(subject, object, &mut add);
    pair.rivals(subject, object, &mut add);
    for (side, place) in [subject, object].into_iter().enumerate() {
        pair.mention(side as u64, place, &mut add);
    }
}

/// The sorts of subject and object as one number.
pub(crate) fn sorts(scene: &Scene<'_>, subject: usize, object: usize) -> u64 {
    let sort = |argument: usize| number(scene.arguments[argument].sort) as u64;
    let country = |argument: usize| u64::from(scene.arguments[argument].country.is_some());
    ((sort(subject) * SORTS as u64 + sort(object)) * 2 + country(subject)) * 2 + country(object)
}

fn kind(kind: MentionKind) -> u64 {
    match kind {
        MentionKind::Proper => 0,
        MentionKind::Nominal => 1,
        MentionKind::Pronoun => 2,
        MentionKind::Value => 3,
    }
}

/// A number in coarse steps.
pub(crate) fn step(number: usize) -> u64 {
    match number {
        0..=4 => number as u64,
        5..=6 => 5,
        7..=9 => 6,
        10..=14 => 7,
        15..=24 => 8,
        _ => 9,
    }
}

type Add<'a> = dyn FnMut(u32, [u64; 2]) + 'a;

/// The sorts of the mentions between two, the first six.
fn others(scene: &Scene<'_>, between: &Range<usize>) -> Vec<Sort> {
    let start = scene
        .places
        .partition_point(|p| p.tokens.start < between.start);
    let inside = scene.places[start..]
        .iter()
        .take_while(|p| p.tokens.start < between.end)
        .filter(|p| p.kind != MentionKind::Value);
    inside
        .take(6)
        .map(|p| scene.arguments[p.argument].sort)
        .collect()
}

impl Pair<'_> {
    fn lower(&self, token: usize) -> u64 {
        self.scene.words[token].lower
    }

    /// The word at an offset from a token, or what says that the sentence ends before it.
    fn beside(&self, at: usize, offset: isize) -> u64 {
        let sentence = self.scene.sentence(self.first);
        let token = at.wrapping_add_signed(offset);
        if sentence.contains(&token) {
            self.lower(token)
        } else {
            7
        }
    }

    fn distance(&self, add: &mut Add<'_>) {
        add(1, [step(self.between.len()), 0]);
        let others = &self.others;
        add(2, [others.len() as u64, 0]);
        let sorts = others
            .iter()
            .take(4)
            .fold(0, |hash, sort| join(hash, number(*sort) as u64 + 1));
        add(3, [sorts, 0]);
    }

    fn words(&self, add: &mut Add<'_>) {
        let between = self.between.clone();
        if between.len() <= 6 {
            let words = between.clone().fold(0, |hash, t| join(hash, self.lower(t)));
            add(4, [words, between.len() as u64]);
        }
        if between.len() <= 8 {
            let tags = between.clone().fold(0, |hash, t| {
                join(hash, self.scene.trees.syntax.upos(t) as u64)
            });
            add(5, [tags, between.len() as u64]);
        }
        if between.len() <= BETWEEN {
            for token in between.clone() {
                let tag = self.scene.trees.syntax.upos(token);
                if !matches!(tag, Upos::Punct | Upos::Det) {
                    add(6, [self.scene.words[token].lemma, 0]);
                }
            }
            for token in between.start..between.end.saturating_sub(1) {
                add(7, [self.lower(token), self.lower(token + 1)]);
            }
        }
        if let (Some(first), Some(last)) = (between.clone().next(), between.clone().next_back()) {
            add(8, [self.lower(first), 0]);
            add(9, [self.lower(last), 0]);
        }
    }

    /// Words before the first and after the second mention.
    fn around(&self, add: &mut Add<'_>) {
        let (start, last) = (
            self.first.tokens.start,
            self.second.tokens.end.max(self.first.tokens.end) - 1,
        );
        let before = [self.beside(start, -1), self.beside(start, -2)];
        let after = [self.beside(last, 1), self.beside(last, 2)];
        add(10, [before[0], 0]);
        add(11, before);
        add(12, [after[0], 0]);
        add(13, after);
        if !self.between.is_empty() {
            add(14, [before[0], self.lower(self.between.start)]);
        }
    }

    /// The way from the subject's head to the object's through the tree.
    fn path(&self, subject: &Place, object: &Place, add: &mut Add<'_>) {
        let path = Path::new(self.scene.trees.syntax, subject.head, object.head);
        let Some(Path { up, top, down }) = path else {
            return;
        };
        let scene = self.scene;
        let syntax = scene.trees.syntax;
        let dep = |t: usize| hash_bytes(syntax.dep(t).as_bytes());
        let (mut labels, mut lemmas) = (1, 1);
        let steps = up
            .iter()
            .map(|t| (t, 1))
            .chain(down.iter().rev().map(|t| (t, 2)));
        for (&token, direction) in steps {
            labels = join(labels, dep(token) + direction);
            lemmas = join(lemmas, dep(token) + direction);
            let inner = token != subject.head && token != object.head;
            if inner {
                lemmas = join(lemmas, self.scene.words[token].lemma);
                add(20, [self.scene.words[token].lemma, 0]);
                if let Some(case) = syntax.dependent(token, "case") {
                    add(
                        21,
                        [self.scene.words[token].lemma, self.scene.words[case].lemma],
                    );
                }
            }
        }
        let is_end = top == subject.head || top == object.head;
        let top_lemma = if is_end {
            3
        } else {
            self.scene.words[top].lemma
        };
        let case = |t: usize| {
            syntax
                .dependent(t, "case")
                .map_or(0, |c| self.scene.words[c].lower)
        };
        let cases = join(case(subject.head), case(object.head));
        add(22, [labels, cases]);
        add(23, [lemmas, top_lemma]);
        add(24, [join(lemmas, cases), top_lemma]);
        add(25, [top_lemma, 0]);
        add(26, [join(dep(subject.head), dep(object.head)), top_lemma]);
        let slot = |t: usize| match case(t) {
            0 if syntax.dep(t) == "obj" => lower_hash("obj"),
            case => case,
        };
        let verb = |t: usize| u64::from(scene.lexicon.verb(scene.words[top].lemma, slot(t)));
        let classes = join(verb(subject.head), verb(object.head));
        add(31, [classes, (up.len() + down.len() == 2).into()]);
        add(27, [(up.len() + down.len()) as u64, 0]);
        add(28, [case(object.head), top_lemma]);
        add(29, [case(subject.head), case(object.head)]);
    }

    /// Whether another mention of the same sort stands nearer.
    fn rivals(&self, subject: &Place, object: &Place, add: &mut Add<'_>) {
        let near = |place: &Place| {
            let sort = self.scene.arguments[place.argument].sort;
            let same = self.others.iter().filter(|&&other| other == sort);
            same.count().min(3) as u64
        };
        add(30, [near(subject), near(object)]);
    }

    /// A mention's own words, and what hangs on it.
    fn mention(&self, side: u64, place: &Place, add: &mut Add<'_>) {
        let scene = self.scene;
        let last = place.tokens.end - 1;
        add(40, [self.lower(last), side]);
        let name = place
            .tokens
            .clone()
            .fold(0, |hash, t| join(hash, self.lower(t)));
        add(41, [name, side]);
        add(42, [self.lower(place.tokens.start), side]);
        let is_first = place.tokens.start == scene.sentence(place).start;
        add(43, [u64::from(is_first), side]);
        for token in scene.trees.syntax.dependents(place.head).take(8) {
            if place.tokens.contains(&token) {
                continue;
            }
            let dep = hash_bytes(scene.trees.syntax.dep(token).as_bytes());
            add(44, [join(dep, scene.words[token].lemma), side]);
        }
        if let Some(head) = scene.trees.syntax.head(place.head) {
            let dep = hash_bytes(scene.trees.syntax.dep(place.head).as_bytes());
            add(45, [join(dep, scene.words[head].lemma), side]);
        }
        for (at, title) in (0..).zip(&place.titles) {
            // Where the other mention stands: among the words of the title, before the name, after it.
            let other = if std::ptr::eq(place, self.first) {
                self.second
            } else {
                self.first
            };
            let inside = title.words.contains(&other.tokens.start);
            let stands = if inside {
                2
            } else {
                u64::from(other.tokens.start > place.tokens.start)
            };
            let class = u64::from(title.class) * 2 + u64::from(title.former);
            add(48, [join(class, stands), side * 2 + at]);
        }
        add(46, [self.beside(place.tokens.start, -1), side]);
        add(47, [self.beside(last, 1), side]);
    }
}
