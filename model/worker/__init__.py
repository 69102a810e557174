"""The process that works for the plugin."""
