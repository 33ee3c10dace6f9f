"""Where a site goes, one format a file."""
