"""Dates, markup, quotes and plugin tags, made uniform."""
