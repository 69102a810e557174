"""From blended logits to files: land cover, confidence, attention."""
