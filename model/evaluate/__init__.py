"""Experiments on held-out scenes that measure the benefit of pre-training, attention and the model."""
