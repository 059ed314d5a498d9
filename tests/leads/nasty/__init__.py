"""Spreadsheets as promotion offices really keep them, and what each of them says."""
