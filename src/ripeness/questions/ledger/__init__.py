"""The ledger of forecasts: freeze what is asked, resolve it, score it, show it."""
