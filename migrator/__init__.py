"""Turns what is left of a Joomla site into clean files."""
