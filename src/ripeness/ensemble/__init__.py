"""Many sets of assumptions: how they are drawn, and how they are run in batches on the devices at hand."""
