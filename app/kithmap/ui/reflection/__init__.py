"""Pages and dialogs for looking back: what stands out, small steps, "I am", closing words."""
