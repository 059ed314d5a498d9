"""Lets the tests of the house import their helper."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
