"""What goes on paper, asked before it does."""
