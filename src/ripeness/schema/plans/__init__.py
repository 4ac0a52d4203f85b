"""What a plan of several points may say."""
