"""Run the command line as `python -m chainmatch`."""

from chainmatch.cli import main

main()
