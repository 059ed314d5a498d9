"""The store of leads: one SQLite file, or PostgreSQL by URL; nothing in it is ever overwritten."""
