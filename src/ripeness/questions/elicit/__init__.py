"""What several experts say of a number, and what they say together."""
