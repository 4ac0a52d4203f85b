"""What people ask of a war, one room a question; nothing here draws or prints."""
