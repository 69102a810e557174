"""What comes after the map, in the panel: change, dates, report, and the comparison of two layers."""
