"""What can go wrong. Each message says what to do."""


class NewsgraphError(Exception):
    """Something that newsgraph could not do; the others are kinds of it."""


class DateError(NewsgraphError, ValueError):
    """A date of a document is no day of the calendar."""


class FormatError(NewsgraphError, ValueError):
    """JSON is no document."""


class ModelError(NewsgraphError, ValueError):
    """The file of a model is missing, damaged, or of another task or version."""


class OptionError(NewsgraphError, ValueError):
    """An option has no such value, or goes with no component that runs."""


class PatternError(NewsgraphError, ValueError):
    """A file of patterns cannot be read, or a line of it."""
