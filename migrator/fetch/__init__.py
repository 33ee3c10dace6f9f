"""From the network into the archive."""
