"""The page "Explore": what the transformer sees in a scene."""
