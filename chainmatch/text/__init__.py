"""Strings to tokens, scores and vectors; knows no park and no link."""
