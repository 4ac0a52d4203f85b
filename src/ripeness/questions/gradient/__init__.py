"""How much a forecast moves with each number."""
