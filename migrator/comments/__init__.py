"""Comment systems, one a file; `layout/comment_system.py` says what a class declares."""
