"""What another forecaster says of a file of its own or of a scenario."""
