"""In which region of the assumptions something holds."""
