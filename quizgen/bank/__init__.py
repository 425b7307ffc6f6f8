"""The item bank: what a project remembers of its items. See `model` for the records."""
