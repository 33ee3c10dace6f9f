"""Readings of single pages to a site: one article from its many pages and addresses, nothing
twice."""
