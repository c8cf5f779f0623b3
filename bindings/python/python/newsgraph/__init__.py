"""newsgraph: who is named, who said what to whom, and how they relate.

>>> import newsgraph
>>> nlp = newsgraph.english()
>>> doc = nlp("“We will act,” Angela Merkel told reporters in Berlin.")
>>> [(quote.speaker.name, quote.text) for quote in doc.quotes]
[('Angela Merkel', '“We will act,”')]
"""

from ._errors import DateError as DateError
from ._errors import FormatError as FormatError
from ._errors import ModelError as ModelError
from ._errors import NewsgraphError as NewsgraphError
from ._errors import OptionError as OptionError
from ._errors import PatternError as PatternError
from ._newsgraph import Document as Document
from ._newsgraph import DocumentStream as DocumentStream
from ._newsgraph import Entity as Entity
from ._newsgraph import Item as Item
from ._newsgraph import Mention as Mention
from ._newsgraph import Participant as Participant
from ._newsgraph import Patterns as Patterns
from ._newsgraph import Pipeline as Pipeline
from ._newsgraph import Quote as Quote
from ._newsgraph import Relation as Relation
from ._newsgraph import Sentence as Sentence
from ._newsgraph import Span as Span
from ._newsgraph import Table as Table
from ._newsgraph import TableStream as TableStream
from ._newsgraph import Tables as Tables
from ._newsgraph import Token as Token
from ._newsgraph import Triple as Triple
from ._newsgraph import __version__ as __version__
from ._newsgraph import english as english
from ._newsgraph import patterns as patterns
from ._newsgraph import read_json as read_json
from ._newsgraph import table_stream as table_stream
from ._newsgraph import to_arrow as to_arrow
