"""councilgraph reads local-government documents and builds a knowledge graph of who works with whom."""

__version__ = "0.1.0"
