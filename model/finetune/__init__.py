"""Fine-tuning on the user's own polygons: labels, features, training, validation, suggestions."""
