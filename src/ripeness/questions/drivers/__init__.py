"""Which numbers carry how much of a question's spread."""
