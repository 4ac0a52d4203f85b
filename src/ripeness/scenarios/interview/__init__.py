"""Questions in plain words whose answers become a scenario."""
