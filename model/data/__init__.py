"""What training reads: scenes in memory, their windows and views, labels."""
