"""The engine (kernels, terms, talks, game) against independent authorities."""
