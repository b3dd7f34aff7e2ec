"""Training of the learned styles that come with the program: ``python packaging/learn_styles``."""
