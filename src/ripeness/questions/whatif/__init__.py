"""What changes when policies change: the same wars under two of them."""
