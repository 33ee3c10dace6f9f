"""Bytes to an indexed tree of a page."""
