"""Kithmap: draw the connections around you."""

__version__ = "0.1.0"
