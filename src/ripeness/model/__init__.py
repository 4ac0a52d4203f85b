"""The model: what happens in a month (`month`), to whom (`state`), through which drivers, kernels, terms and talks."""
