"""Builds what models/ holds from sources, reproducibly."""
