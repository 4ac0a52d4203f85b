"""What the texts on the table are worth to each side, and what would make them acceptable."""
