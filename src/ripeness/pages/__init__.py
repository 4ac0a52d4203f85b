"""What is printed, one file a question: words, tables and figures in order."""
