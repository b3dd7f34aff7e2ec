"""The frozen program: what goes into it, and what is told of it."""
