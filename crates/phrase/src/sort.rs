use newsgraph_document::Label;

/// The sort of thing that a label of names or values stands for: coarser than the labels, and the same for all tasks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sort {
    /// A human being.
    Person,
    /// A body of people that acts.
    Organization,
    /// A place or building.
    Place,
    /// A people, religion or political group.
    Group,
    /// A named event.
    Event,
    /// A calendar date.
    Date,
    /// A time of day.
    Time,
    /// Anything else that has a name, or a label of a model of one's own.
    Other,
}

impl Sort {
    /// The sort of a label.
    pub fn of(label: &Label) -> Self {
        const SORTS: [(Label, Sort); 8] = [
            (Label::PERSON, Sort::Person),
            (Label::ORGANIZATION, Sort::Organization),
            (Label::LOCATION, Sort::Place),
            (Label::FACILITY, Sort::Place),
            (Label::GROUP, Sort::Group),
            (Label::EVENT, Sort::Event),
            (Label::DATE, Sort::Date),
            (Label::TIME, Sort::Time),
        ];
        let mut sorts = SORTS.iter();
        sorts
            .find(|(own, _)| own == label)
            .map_or(Self::Other, |&(_, sort)| sort)
    }
}
