"""Markov kernels, each written once, as an expectation: battle, collapse, war chest, sincerity, gate."""
