"""What the chance of one event by a day is."""
