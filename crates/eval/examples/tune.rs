use newsgraph_eval::evaluate::*;
use newsgraph_eval::*;
struct None_;
impl Systems for None_ {
    fn system(&self, _: Task) -> Result<System, EvaluateError> { Ok(System::new(Vec::new())) }
    fn relations(&self, _: &relations::RelationCorpus) -> Result<System, EvaluateError> { unreachable!() }
    fn parser(&self) -> Result<Parse, EvaluateError> { unreachable!() }
    fn noun_phrases(&self, _: document::TokenizedText<'_>, _: &document::Syntax, _: &[document::Span]) -> Vec<document::Span> { unreachable!() }
}
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let r = Evaluation::new(Task::Identity, &a[1]).run(&None_).unwrap_or_default();
    for e in r.errors() { println!("{e}"); }
    println!("{r}");
}
