"""Facts of Joomla: addresses, components, labels."""
