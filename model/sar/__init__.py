"""A raster as radar: from a file to decibels on the ground."""
