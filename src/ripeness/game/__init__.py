"""The war as one finite Markov game: solved backward (equilibrium), carried forward (law), sampled (histories)."""
