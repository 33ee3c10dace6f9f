"""Article readers, one structure a file; `layout/reader.py` says what a class declares."""
