"""Known enterprises."""
