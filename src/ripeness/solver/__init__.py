"""The mathematics: equilibrium backward, the law of the war forward, its course through epochs and record."""
