"""What is kept on disk: datasets, run folders, chunks, solutions, provenance."""
