"""What it would take: the fewest and smallest moves of levers that bring a chance past a threshold."""
