"""Portrait Style Studio: a photo editor that learns a photographer's portrait style."""

__version__ = "0.1.0"
