"""Parts of the panel that both of its pages use."""
