//! The names of classes and properties, with their prefixes.

use newsgraph_document::Label;

/// Prefixes with what they stand for, in the order in which they are written.
pub(super) const PREFIXES: [(&str, &str); 9] = [
    ("itsrdf", "http://www.w3.org/2005/11/its/rdf#"),
    (
        "nif",
        "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    ),
    ("ng", "https://github.com/newsgraph/newsgraph/ns#"),
    ("ngrel", "https://github.com/newsgraph/newsgraph/relation#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("schema", "https://schema.org/"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// The IRI of a name with a prefix, such as `schema:name`; a name without one of [`PREFIXES`] stays as it is.
pub(super) fn iri(name: &str) -> String {
    let parts = name.split_once(':');
    let known = parts.and_then(|(prefix, local)| {
        let found = PREFIXES.iter().find(|(known, _)| *known == prefix)?;
        Some(format!("{}{local}", found.1))
    });
    known.unwrap_or_else(|| name.to_owned())
}

/// The name with a prefix of an IRI, where one of [`PREFIXES`] fits.
pub(super) fn short(iri: &str) -> Option<String> {
    let (prefix, local) = PREFIXES
        .iter()
        .find_map(|(prefix, start)| Some((prefix, iri.strip_prefix(start)?)))?;
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    let fits = !local.is_empty() && local.chars().all(is_plain);
    fits.then(|| format!("{prefix}:{local}"))
}

/// The class of things with this label.
pub(super) fn class(label: &Label) -> &'static str {
    const CLASSES: [(Label, &str); 16] = [
        (Label::PERSON, "schema:Person"),
        (Label::ORGANIZATION, "schema:Organization"),
        (Label::LOCATION, "schema:Place"),
        (Label::FACILITY, "schema:Place"),
        (Label::GROUP, "ng:Group"),
        (Label::PRODUCT, "schema:Product"),
        (Label::EVENT, "schema:Event"),
        (Label::WORK, "schema:CreativeWork"),
        (Label::DATE, "schema:Date"),
        (Label::TIME, "schema:Time"),
        (Label::DURATION, "schema:Duration"),
        (Label::MONEY, "schema:MonetaryAmount"),
        (Label::PERCENT, "schema:QuantitativeValue"),
        (Label::NUMBER, "schema:Number"),
        (Label::ORDINAL, "schema:Number"),
        (Label::QUANTITY, "schema:QuantitativeValue"),
    ];
    let found = CLASSES.iter().find(|(known, _)| known == label);
    found.map_or("schema:Thing", |(_, class)| class)
}
