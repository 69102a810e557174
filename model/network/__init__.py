"""The vision transformer, its tokens and its head."""
