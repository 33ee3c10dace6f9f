"""Web archive files, read and written."""
