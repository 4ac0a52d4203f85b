"""What a forecast says: how long the war goes on, how it ends, on which terms."""
