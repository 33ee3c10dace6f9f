"""One door for each danger: the network, output files, limits."""
