"""For trainers: the story exercise with its practice map, sheets to print, and a film of their own.

A practice map is a document of its own: it comes into the window only after the own map was saved or left, and what is
said of it here keeps it out of the own map's file.
"""
