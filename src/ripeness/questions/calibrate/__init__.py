"""Whether a scenario's machinery recovers what it was told."""
