"""The HTTP API: the command line's answers, byte for byte, for several people on one machine."""
