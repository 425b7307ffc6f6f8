"""Measurements: how good the items are, how fast the stages run, how they grow."""
