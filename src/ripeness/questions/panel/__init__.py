"""Rival views of a war, side by side."""
