"""Sentences below the window: words of the vocabulary, of observations, and of refusals."""
