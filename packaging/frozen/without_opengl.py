"""Run by the frozen program before itself: an empty module in place of PySide6.QtOpenGL, which weighs 9 MB.

pyqtgraph imports it with its curves, and uses it only where its ``useOpenGL`` is set, which we never do.
"""

import sys
import types

sys.modules["PySide6.QtOpenGL"] = types.ModuleType("PySide6.QtOpenGL")
