"""The scenarios that come with the package, and how they are found."""
