"""Files and folders: whole or not at all, locked, removed when left behind."""
