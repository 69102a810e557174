"""The experiments that say what pre-training, attention and the model are worth, on held-out scenes."""
