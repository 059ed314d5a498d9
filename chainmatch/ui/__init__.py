"""The web page: words, session, parts, pages."""
