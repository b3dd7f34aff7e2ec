"""The canvas: the photo at any zoom, before and after."""
