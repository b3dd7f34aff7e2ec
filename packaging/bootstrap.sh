#!/usr/bin/env bash
# Set up everything: system packages, a virtual environment, the program and its dependencies.
#
#     packaging/bootstrap.sh sample|test
#
# "sample" is what ./start needs, "test" what ./test needs (it holds the former). What is there already is
# skipped, so that a second run takes a moment. Environment:
#
#     PYTHON            the Python to use, 3.11 or newer
#     PSS_VENV          the virtual environment (default: .venv in the checkout)
#     PSS_SKIP_SYSTEM   if set, leave the system's packages alone
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"
venv="${PSS_VENV:-$here/.venv}"
case "$venv" in /*) ;; *) venv="$PWD/$venv" ;; esac
extra="${1:?sample or test}"
# shellcheck source=packaging/system_packages.sh
. "$here/packaging/system_packages.sh"

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() { # sets $python, or leaves it empty
    local candidate
    python=""
    if [ -n "${PYTHON:-}" ]; then
        is_new_enough "$PYTHON" || die "PYTHON=$PYTHON is not a working Python 3.11 or newer."
        python="$PYTHON"
        return
    fi
    for candidate in python3.11 python3 python3.12 python3.13; do
        if is_new_enough "$candidate"; then
            python="$candidate"
            return
        fi
    done
}

make_venv() {
    find_python
    if [ -z "$python" ]; then
        command -v apt-get >/dev/null || die "Python 3.11 or newer is needed; install it and try again."
        if [ -z "$(apt-cache search --names-only '^python3\.11-venv$' 2>/dev/null)" ]; then
            apt_install python3 python3-venv
        else
            apt_install python3.11 python3.11-venv
        fi
        find_python
        [ -n "$python" ] || die "Python 3.11 or newer is needed, and this system's is older."
    fi
    # Debian ships Python without ensurepip, which virtual environments need.
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        command -v apt-get >/dev/null || die "$python cannot make virtual environments (no module ensurepip)."
        apt_install "$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
    fi
    if [ -e "$venv" ] && [ ! -f "$venv/pyvenv.cfg" ] && [ -n "$(ls -A "$venv")" ]; then
        die "$venv is there and is no virtual environment; it is left alone. Set PSS_VENV to another folder."
    fi
    say "Making a virtual environment in $venv"
    "$python" -m venv --clear "$venv"
}

fingerprint() { # of what is installed; changes when any of it must be installed anew
    "$venv/bin/python" - "$here" "$1" <<'PY'
import hashlib, pathlib, shutil, sys
here, extra = sys.argv[1:]
state = hashlib.sha256(f"{sys.version} {here} {extra}".encode())
native = sorted(pathlib.Path(here, "studio/kernels/native").iterdir())
for path in (*(pathlib.Path(here, name) for name in ("pyproject.toml", "constraints.txt", "CMakeLists.txt")), *native):
    state.update(path.read_bytes())
# A compiler that comes later builds what could not be built before.
state.update(str(any(map(shutil.which, ("c++", "g++", "clang++", "cl")))).encode())
print(state.hexdigest())
PY
}

is_up_to_date() {
    local stamp
    for stamp in "$extra" test; do # the test environment holds the sample's
        if [ -f "$venv/.installed-$stamp" ] &&
            [ "$(cat "$venv/.installed-$stamp")" = "$(fingerprint "$stamp")" ]; then
            return 0
        fi
    done
    return 1
}

packages=("${window_packages[@]}")
[ "$extra" != test ] || packages+=("${test_packages[@]}")
install_system_packages "${packages[@]}"

if ! is_new_enough "$venv/bin/python" || ! "$venv/bin/python" -c 'import pip' 2>/dev/null; then
    make_venv
fi
install_compiler "$venv/bin/python"
if ! is_up_to_date; then
    say "Installing the program and its dependencies (the first time this takes minutes)"
    rm -f "$venv"/.installed-*
    "$venv/bin/python" -m pip install --disable-pip-version-check --quiet \
        --constraint "$here/constraints.txt" --editable "$here[$extra]" >&2
    fingerprint "$extra" >"$venv/.installed-$extra"
    "$venv/bin/python" -c 'import studio.kernels._native' 2>/dev/null ||
        say "The fast kernels could not be built (no compiler?). The program works without them, slower."
fi
