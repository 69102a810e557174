"""What pre-training, training and fine-tuning share."""
