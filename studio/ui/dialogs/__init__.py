"""Windows beside the window: none of them stops the work in it."""
