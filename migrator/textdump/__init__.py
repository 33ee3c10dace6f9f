"""One page as a mere text: what a text browser, a crawler's text record or "select all, copy"
leaves.

``read`` (``reader.py``) gives the reading of one text; ``survey.py`` learns what the texts of a
source have in common. ``lines.py`` knows the dumpers, ``words.py`` the words that Joomla prints,
``article.py`` tells title, details and body apart, ``comments.py`` the comments, ``body.py`` writes
HTML."""
