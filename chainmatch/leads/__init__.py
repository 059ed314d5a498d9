"""Leads: reading them from the files that people have."""
