"""Weighted statistics: numbers in, numbers out."""
