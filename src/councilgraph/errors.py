"""Every error that councilgraph raises on purpose.

    CouncilgraphError
    ├── DocumentError      a file cannot be read as a document
    ├── RuleError          a rule, lexicon, schema or profile file is malformed
    ├── RegisterError      a register file is malformed
    ├── DecisionError      the decisions file is malformed or contradicts itself
    ├── OutputError        the output folder cannot be written
    ├── GraphError         there is no graph, or it cannot be read
    ├── QueryError         a query is malformed, unsafe or lacks a parameter
    │   └── EndpointError      a SPARQL server is down, refuses or died midway
    └── NamingError        a name given by the user
        ├── UnknownName        fits nothing in the graph
        └── AmbiguousName      fits several things

Each message is one line that names the file or thing, the place and the remedy.
"""


class CouncilgraphError(Exception):
    """The base of every error raised on purpose; its text is fit to show to a user."""


class DocumentError(CouncilgraphError):
    """A file cannot be read as a document."""


class RuleError(CouncilgraphError):
    """A rule, lexicon, schema or profile file is malformed."""


class RegisterError(CouncilgraphError):
    """A register file is malformed."""


class DecisionError(CouncilgraphError):
    """The decisions file is malformed or contradicts itself."""


class OutputError(CouncilgraphError):
    """The output folder cannot be written."""


class GraphError(CouncilgraphError):
    """There is no graph at the place named, or it cannot be read."""


class QueryError(CouncilgraphError):
    """A query is malformed, unsafe or lacks a parameter."""


class EndpointError(QueryError):
    """A SPARQL server is down, refuses or died midway."""


class NamingError(CouncilgraphError):
    """A name given by the user does not lead to one thing."""


class UnknownName(NamingError):
    """A name fits nothing in the graph."""


class AmbiguousName(NamingError):
    """A name fits several things."""
