use newsgraph_eval::evaluate::*;
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let r = Evaluation::new(Task::Identity, &a[1])
        .run(&Shipped::embedded())
        .unwrap();
    for e in r.errors() {
        println!("{e}");
    }
    println!("{r}");
}
