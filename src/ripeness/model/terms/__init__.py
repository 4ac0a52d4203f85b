"""What a settlement is worth to each side, which terms are feasible, and which of them are agreed."""
