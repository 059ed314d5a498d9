"""Migrations of the store, numbered; each says the whole of what it changes."""
