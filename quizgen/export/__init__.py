"""Exports: a bank of items as bytes, one room a format."""
