"""The look of the window: colours, style sheet, icons."""
