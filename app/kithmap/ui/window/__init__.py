"""The window itself: its panes, commands and actions, the first page, and what opens over it."""
