"""Supervised training of land cover on polygons."""
