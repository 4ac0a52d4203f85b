"""What a forecast means: weighted means, bands, and which assumptions move it."""
