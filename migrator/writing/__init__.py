"""What all targets share: permalinks, front matter, links, media files."""
