"""From names to arrays: the only folder that knows both the scenario's words and the game's numbers."""
