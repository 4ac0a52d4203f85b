"""How often wars of this age went on."""
