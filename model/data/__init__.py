"""Training data: scenes in memory, their windows and views, labels."""
