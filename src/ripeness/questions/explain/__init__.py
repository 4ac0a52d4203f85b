"""Why there is no settlement in a month."""
