use newsgraph_document::Syntax;

/// The way between two tokens through their tree.
#[derive(Debug)]
pub(crate) struct Path {
    /// From the first token up to below the top, none where it is the top itself.
    pub(crate) up: Vec<usize>,
    /// The lowest token above both.
    pub(crate) top: usize,
    /// The same from the second token.
    pub(crate) down: Vec<usize>,
}

/// The longest way from one side up to the top, in tokens.
const STEPS: usize = 8;

impl Path {
    /// The path between two tokens; `None` where it is too long, or they stand in different trees.
    pub(crate) fn new(syntax: &Syntax, from: usize, to: usize) -> Option<Self> {
        let above = |token| {
            std::iter::once(token)
                .chain(syntax.ancestors(token))
                .take(STEPS)
        };
        let [mut up, mut down] = [from, to].map(|token| above(token).collect::<Vec<usize>>());
        let rise = up.iter().position(|token| down.contains(token))?;
        let top = up[rise];
        up.truncate(rise);
        down.truncate(down.iter().position(|&token| token == top)?);
        Some(Self { up, top, down })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsgraph_sketch::Sketch;

    #[test]
    fn the_top_is_on_neither_side() {
        let sketch =
            Sketch::new("Ann PROPN 2 nsubj\nlives VERB 0 root\nin ADP 4 case\nRome PROPN 2 obl");
        let syntax = sketch.syntax();
        let path = Path::new(&syntax, 0, 2).map(|path| (path.up, path.top, path.down));
        assert_eq!(path, Some((vec![0], 1, vec![2, 3])));
        let path = Path::new(&syntax, 1, 3).map(|path| (path.up, path.top, path.down));
        assert_eq!(path, Some((vec![], 1, vec![3])));
    }
}
