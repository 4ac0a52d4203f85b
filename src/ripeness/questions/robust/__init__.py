"""Which settings of levers serve several aims, and lose little whichever view is right."""
