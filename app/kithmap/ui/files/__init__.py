"""New, open, save, earlier versions, unsaved work, and the questions they ask."""
