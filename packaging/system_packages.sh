# Sourced by bootstrap.sh: which packages of Debian and Ubuntu are needed, and their installation.
# shellcheck shell=bash

# Measured on a bare Debian 12: what Qt's window and the wheels load. "a|b": either will do (Ubuntu 24.04
# renamed some libraries with a t64 ending).
window_packages=(
    "libglib2.0-0|libglib2.0-0t64" libgl1 libegl1 libfontconfig1 libxkbcommon0 libdbus-1-3
    "libgssapi-krb5-2|libgssapi-krb5-2t64" libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxkbcommon-x11-0
    libxcb-shape0
    "fonts-wqy-microhei|fonts-noto-cjk" # a font for Chinese
)
# A real window and a real mouse for the tests, second opinions about metadata and the desktop's files.
test_packages=(xvfb xdotool libimage-exiftool-perl desktop-file-utils appstream)

say() { printf '%s\n' "$*" >&2; }
die() {
    say "$*"
    exit 1
}

is_installed() {
    local one names
    IFS='|' read -r -a names <<<"$1"
    for one in "${names[@]}"; do
        case "$(dpkg-query -W -f '${Status}' "$one" 2>/dev/null)" in
            "install ok installed") return 0 ;;
        esac
    done
    return 1
}

apt_install() { # package names
    local as_root=() command
    command="apt-get update && apt-get install -y --no-install-recommends $*"
    if [ "$(id -u)" != 0 ]; then
        if command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then
            as_root=(sudo)
        else
            die "These system packages are missing. As root, run:

    $command

and then this command again (or set PSS_SKIP_SYSTEM=1 to go on without them)."
        fi
    fi
    say "Installing system packages: $*"
    # ${a[@]+...}: an empty array is an unset variable for the bash of macOS.
    ${as_root[@]+"${as_root[@]}"} env DEBIAN_FRONTEND=noninteractive apt-get update -qq >&2 &&
        ${as_root[@]+"${as_root[@]}"} env DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -qq --no-install-recommends "$@" >&2 ||
        die "The system packages could not be installed; the lines above say why."
}

install_system_packages() { # packages, each possibly "a|b"
    local wanted missing=()
    [ -z "${PSS_SKIP_SYSTEM:-}" ] || return 0
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        if [ "$(uname -s)" = Linux ] && [ ! -e "$venv" ]; then
            say "This is not Debian or Ubuntu. What these packages hold must be installed by other means:"
            say "    $*"
        fi
        return 0
    fi
    for wanted in "$@"; do
        is_installed "$wanted" || missing+=("${wanted%%|*}")
    done
    [ "${#missing[@]}" = 0 ] || apt_install "${missing[@]}"
}

# What compiles the fast kernels. Nothing stops without it: the program is then slower, and says so.
install_compiler() { # the Python of the virtual environment
    local missing=() headers
    [ -z "${PSS_SKIP_SYSTEM:-}" ] && command -v apt-get >/dev/null && command -v dpkg-query >/dev/null || return 0
    command -v c++ >/dev/null || command -v g++ >/dev/null || command -v clang++ >/dev/null || missing+=(g++)
    # The name of the package with Python.h, if it is a system's Python that lacks it.
    headers="$("$1" -c '
import pathlib, sys, sysconfig
there = pathlib.Path(sysconfig.get_path("include"), "Python.h").is_file()
print("" if there or sys.base_prefix != "/usr" else "python%d.%d-dev" % sys.version_info[:2])')"
    [ -z "$headers" ] || missing+=("$headers")
    [ "${#missing[@]}" = 0 ] || (apt_install "${missing[@]}") || say "Going on without a compiler."
}
