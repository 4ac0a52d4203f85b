"""One table of cases, many laws: what must hold whatever the numbers."""
