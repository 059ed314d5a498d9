"""Pictures for people who would rather look; the only door to matplotlib."""
