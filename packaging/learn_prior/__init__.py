"""Training of the learned prior of looks: ``python packaging/learn_prior``."""
