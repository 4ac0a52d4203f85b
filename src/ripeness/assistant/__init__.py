"""A server by which an assistant asks the questions of the command line: the Model Context Protocol."""
