"""The guided session without widgets: which prompts come in which order, and what an answer changes.

`prompts` says what is asked, `progress` where the session stands and how it moves, `answers` what has been answered and
what an answer does, `texts` the sentences. Everything is a pure function of the document and of one of its dated maps,
which the session is about. The document also holds where the session stands: it is left by saving and taken up by
opening. The map may change freely meanwhile; entries that vanish, appear or move change the prompts that follow, and
nothing else.
"""
