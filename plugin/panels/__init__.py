"""Parts of the dock that both of its pages use."""
