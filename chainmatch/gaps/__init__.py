"""Coverage and gaps."""
