"""Hiding in a hurry, the passphrase, and what is kept on this computer."""
