"""A page on which levers answer: served to this machine alone, everything in the address, nothing stored."""
