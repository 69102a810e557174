"""Files and scratch folders of the plugin."""
