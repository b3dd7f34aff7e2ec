"""The game: a generator and its critics play against each other until photos come out in the style.

:func:`~training.game.loop.play` is the way in; everything else is its parts. Critics are discriminators that
cannot win by what a picture shows (:mod:`~training.game.discriminators`). Everything random depends on the
seed and the step alone, so that a run that goes on from a checkpoint is the run that was never stopped.
"""
