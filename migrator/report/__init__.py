"""The account of a run: where every page went, what was lost, where things are."""
