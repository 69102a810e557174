"""Code shared by pre-training, training and fine-tuning."""
