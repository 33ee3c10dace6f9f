"""One capture to one reading."""
