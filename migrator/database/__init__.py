"""Database dumps and backups of a Joomla site as a witness: formats, tables, rows, records."""
