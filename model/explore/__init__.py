"""Similar places, segments without labels, classes taught by clicking: what stored features are read for."""
