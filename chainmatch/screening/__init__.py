"""The desk over many leads: review sheets, what is due, how it goes, how choices of staff fare."""
