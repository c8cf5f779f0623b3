use newsgraph_lexicon::Tables;

/// All word tables of English, those of each task together; no two of them have one name.
///
/// A folder of files with these names is another language: [`Tables::load`] reads it, and
/// [`Models::with_tables`](crate::Models::with_tables) builds the pipeline with it.
pub fn english_tables() -> Tables {
    let tasks = [
        newsgraph_tokenize::english_tables(),
        newsgraph_ner::english_tables(),
        newsgraph_quote::english_tables(),
        newsgraph_coref::english_tables(),
        newsgraph_relation::english_tables(),
    ];
    tasks.into_iter().fold(Tables::new("en"), Tables::and)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    /// Tables that several tasks read are the same for all.
    #[test]
    fn no_two_tables_have_one_name() {
        let mut rows: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for tables in [
            newsgraph_tokenize::english_tables(),
            newsgraph_ner::english_tables(),
            newsgraph_quote::english_tables(),
            newsgraph_coref::english_tables(),
            newsgraph_relation::english_tables(),
        ] {
            for name in tables.names() {
                let own = tables.table(name).unwrap().rows();
                let own: Vec<String> = own.map(str::to_owned).collect();
                let known = rows.entry(name.to_owned()).or_insert_with(|| own.clone());
                assert_eq!(*known, own, "{name}");
            }
        }
    }
}
