"""Fine-tuning in the dock: labels, training, scores, models. ``processing`` starts the work."""
