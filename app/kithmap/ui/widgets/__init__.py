"""The toolkit: widgets that know no edit and no feature."""
