"""The dock widget: collects parameters, shows progress and results, holds no logic."""
