"""Where captures come from, one form of saving a file."""
