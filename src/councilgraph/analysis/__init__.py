"""Network measures, comparison and gaps, over the RDF dataset alone."""
