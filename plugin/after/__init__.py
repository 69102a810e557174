"""The page "Results" of the panel: what is done with a finished map; change, comparison, report."""
