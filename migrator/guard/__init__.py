"""The dangerous doors, each the only one of its kind."""
