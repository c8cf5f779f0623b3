use newsgraph_document::Label;
use newsgraph_phrase::Sort;

/// How many sorts there are numbers for.
pub(crate) const SORTS: usize = 7;

/// The sort of a label. A time of day is no sort of its own here.
pub(crate) fn of(label: &Label) -> Sort {
    match Sort::of(label) {
        Sort::Time => Sort::Other,
        sort => sort,
    }
}

/// The number of a sort in features and in the schemas of models.
pub(crate) fn number(sort: Sort) -> usize {
    match sort {
        Sort::Person => 0,
        Sort::Organization => 1,
        Sort::Place => 2,
        Sort::Group => 3,
        Sort::Event => 4,
        Sort::Date => 5,
        Sort::Time | Sort::Other => 6,
    }
}
