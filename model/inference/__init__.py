"""A network over a scene: device, tiles, streaming, blending."""
