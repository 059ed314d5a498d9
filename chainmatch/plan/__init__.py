"""What the plan says: its facts, read from the official text and loaded from data/."""
