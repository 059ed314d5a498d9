"""The desk over many leads: what is due, how it goes, and how choices of staff fare."""
