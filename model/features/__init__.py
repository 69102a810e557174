"""What one forward pass leaves on disk for exploring and fine-tuning: tokens, attention, pixel features."""
