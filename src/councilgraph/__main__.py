"""Lets `python -m councilgraph` run the command line."""

from councilgraph.cli import main

main()
