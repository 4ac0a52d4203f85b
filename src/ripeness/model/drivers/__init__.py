"""Means, computed before the game: one path a month, in labelled units, from levers. All arrays: (draw, month)."""
