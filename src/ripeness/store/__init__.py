"""What a forecast leaves behind: results, summary and provenance, in a folder of their own."""
