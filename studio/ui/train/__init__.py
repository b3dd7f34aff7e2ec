"""Train mode: teaching the program a style, from photos to the finished style."""
