"""Fetching what is still somewhere: a live site, an archive of the web, files that a capture lacks."""
