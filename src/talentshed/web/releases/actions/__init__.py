"""Publishing a table or taking it back, and letting a floor go lower."""
