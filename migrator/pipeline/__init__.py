"""The flow of a run: fetch, extract, write."""
