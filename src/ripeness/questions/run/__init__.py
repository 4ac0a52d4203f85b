"""A forecast computed, summed up and saved in a folder of its own."""
