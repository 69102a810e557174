"""Change between two scenes of one place, and several dates as one scene."""
