"""DINO self-supervision on unlabelled SAR scenes."""
