"""`site.db`: all SQL of migrator."""
