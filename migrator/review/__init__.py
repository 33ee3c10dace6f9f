"""Decisions of a person, made beside the report and written into site.yaml."""
