#!/bin/sh
# Installs the program that lies beside this script, for one user; or removes it (--remove). PREFIX: where.
set -eu

here="$(cd "$(dirname "$0")" && pwd -P)"
prefix="${PREFIX:-$HOME/.local}"
case "$prefix" in /*) ;; *) prefix="$(pwd -P)/$prefix" ;; esac
program="$prefix/lib/portrait-style-studio"
entry="$prefix/share/applications/portrait-style-studio.desktop"

remove() {
    rm -rf "$program"
    for name in portrait-studio portrait-studio-gui; do
        [ ! -L "$prefix/bin/$name" ] || rm -f "$prefix/bin/$name"
    done
    (cd "$here/share" && find . ! -type d) | while read -r file; do rm -f "$prefix/share/$file"; done
}

tell_the_desktop() {
    ! command -v update-desktop-database >/dev/null || update-desktop-database -q "$prefix/share/applications" || :
    ! command -v update-mime-database >/dev/null || update-mime-database "$prefix/share/mime" || :
}

case "${1:-}" in
--remove)
    remove
    tell_the_desktop
    echo "Removed. Your styles and settings are left as they are."
    exit 0
    ;;
'') ;;
*)
    echo "usage: $0 [--remove]" >&2
    exit 2
    ;;
esac

case "$prefix" in
*[\"\`\$\\\|\&%]*)
    echo "The desktop cannot start programs from a folder of that name: $prefix" >&2
    exit 2
    ;;
esac
# Before anything is touched: an older version that works stays where a newer one would not.
if ! told="$("$here/program/portrait-studio" --version 2>&1)"; then
    echo "The program does not start on this system, so it is not installed (README.txt says what it needs):" >&2
    echo "$told" >&2
    exit 1
fi
mkdir -p "$prefix/lib" "$prefix/bin" "$prefix/share"
trap 'rm -rf "$program.new"' EXIT
rm -rf "$program.new"
cp -R "$here/program" "$program.new"
remove
mv "$program.new" "$program"
cp -R "$here/share/." "$prefix/share/"
for name in portrait-studio portrait-studio-gui; do
    ln -sf "$program/portrait-studio" "$prefix/bin/$name"
done
# The desktop may not look for programs in $prefix/bin.
sed "s|^Exec=portrait-studio-gui|Exec=\"$prefix/bin/portrait-studio-gui\"|; s|^TryExec=.*|TryExec=$prefix/bin/portrait-studio-gui|" \
    "$here/share/applications/portrait-style-studio.desktop" >"$entry"
tell_the_desktop
missing="$(ldd "$program/_internal/PySide6/Qt/plugins/platforms/libqxcb.so" 2>/dev/null | sed -n 's/ => not found//p' | sort -u)"
[ -z "$missing" ] || echo "Not found on this system, and needed (README.txt names their packages):" $missing >&2
echo "Installed: $prefix/bin/portrait-studio"
