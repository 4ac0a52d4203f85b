"""Priors learnt from many wars."""
