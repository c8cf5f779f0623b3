//! Names of the dependency labels that newsgraph's own code asks for: those of Universal
//! Dependencies, version 2.

macro_rules! labels {
    ($($name:ident = $text:literal),* $(,)?) => { $(#[doc = concat!("`", $text, "`")] pub const $name: &str = $text;)* };
}
labels! {
    ACL = "acl", ACL_RELCL = "acl:relcl", ADVCL = "advcl", ADVMOD = "advmod", AMOD = "amod", APPOS = "appos",
    AUX = "aux", AUX_PASS = "aux:pass", CASE = "case", CC = "cc", CCOMP = "ccomp", COMPOUND = "compound",
    COMPOUND_PRT = "compound:prt", CONJ = "conj", COP = "cop", CSUBJ = "csubj", DEP = "dep", DET = "det",
    FIXED = "fixed", FLAT = "flat", IOBJ = "iobj", MARK = "mark", NMOD = "nmod", NMOD_POSS = "nmod:poss",
    NMOD_UNMARKED = "nmod:unmarked", NSUBJ = "nsubj", NSUBJ_OUTER = "nsubj:outer", NSUBJ_PASS = "nsubj:pass",
    NUMMOD = "nummod", OBJ = "obj", OBL = "obl", OBL_AGENT = "obl:agent", OBL_UNMARKED = "obl:unmarked",
    PARATAXIS = "parataxis", PUNCT = "punct", ROOT = "root", XCOMP = "xcomp",
}
