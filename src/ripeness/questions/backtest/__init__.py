"""What forecasts of the past would have been worth."""
