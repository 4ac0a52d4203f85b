"""An independent brute-force oracle for the engine, and the few tests that guard the oracle."""
