"""What comes with the program as texts in files: stories, the trainer's texts, contacts for a hard moment.

Files are read as bytes by whoever may; here they become frozen structures, or a typed refusal. Every file is in one
language, so a page made from it is in that language from top to bottom.
"""
