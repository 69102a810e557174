"""Label layers: their classes, copies, counts and scores."""
