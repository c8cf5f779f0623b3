/// The JSON Schema (draft 2020-12) of what [`to_json`](crate::to_json) and [`Writer`](crate::Writer) write, schema 2: one
/// object with all fields or, as [`Writer::with_fields`](crate::Writer::with_fields) writes it, some of them.
///
/// A schema says what stands in which field. That spans fit the text and ids name items [`from_json`](crate::from_json)
/// checks.
pub fn json_schema() -> &'static str {
    include_str!("../schema/newsgraph-2.json")
}
