"""One war told month by month."""
