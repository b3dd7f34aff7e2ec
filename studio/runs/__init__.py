"""What the window and the training share: a run's folder, its settings and its events. No torch, no Qt."""
