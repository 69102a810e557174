"""Models as files: safetensors, card, list of models, legend."""
