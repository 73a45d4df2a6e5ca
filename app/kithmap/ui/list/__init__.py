"""The same entries as on the map, as a table."""
