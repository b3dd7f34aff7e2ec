# Instead of the hook that comes with PyInstaller: that one takes every module and all data of torch.
from PyInstaller.utils.hooks import (
    PY_DYLIB_PATTERNS,
    collect_data_files,
    collect_dynamic_libs,
    collect_submodules,
)

# Sources too ("py"): torch reads its own at import.
module_collection_mode = "pyz+py"
warn_on_missing_hiddenimports = False
hiddenimports = [
    # Found by name, at the first step of an optimiser.
    *collect_submodules("torch._dynamo.polyfills"),
    "torch.onnx.operators",
]
binaries = collect_dynamic_libs("torch", search_patterns=[*PY_DYLIB_PATTERNS, "*.so.*"])
# Not started by us, but torch cannot be imported without it.
datas = collect_data_files("torch", includes=["bin/torch_shm_manager*"])
# torch finds its libraries beside each other; links to them from above confuse it.
bindepend_symlink_suppression = ["**/torch/lib/*.so*"]
