"""Fine-tuning in the dock: labels, training, scores, models. Work is started in ``processing``."""
