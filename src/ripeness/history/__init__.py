"""Real series, and the rules that turn them into a scenario's record."""
