"""Declarations of readers and comment systems, and how a layout that nobody declared is read."""
