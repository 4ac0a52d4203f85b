"""What a claim may say, and of what."""
