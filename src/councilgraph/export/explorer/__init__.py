"""The explorer: the whole graph as one page that opens in a browser without a network."""

from __future__ import annotations

from councilgraph.analysis.filters import STANDINGS
from councilgraph.export.explorer.page import page
from councilgraph.export.explorer.payload import payload
from councilgraph.export.view import Format, View


class Explorer(Format):
    """explorer.html: search, filters, pages of things and links with their sentences, the view as picture and table."""

    name = "explorer"
    description = "one page for a browser, offline: search, filter, follow links to their sentences"
    standings = STANDINGS

    def files(self, view: View) -> dict[str, bytes]:
        """Return explorer.html."""
        return {"explorer.html": page(payload(view)).encode()}
