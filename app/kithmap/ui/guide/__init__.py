""" "Guide me" in the window: one prompt at a time in the left panel, while the map stays where it is.

`panel` places what a prompt says and the buttons to move on, `answers` has a module for each kind of answer. What is
asked, in which order, and what an answer changes, is decided in `kithmap.guide`.
"""
