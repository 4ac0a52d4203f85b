"""A forecast in words and on a page."""
