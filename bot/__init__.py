"""Caveat reads what a text itself says about how it is known."""

__version__ = "0.1.0"
