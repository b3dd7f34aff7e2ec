"""Panels at the right: style, light and colour, history, what is known of the photo."""
