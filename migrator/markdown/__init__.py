"""HTML to Markdown that loses nothing, and the proof of it."""
