"""What the learned styles mean: pure functions of a picture."""
