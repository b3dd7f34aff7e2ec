# Sourced by packaging/deb and packaging/tarball: lays the desktop's files under a prefix such as /usr.
# shellcheck shell=bash

stage_desktop() { # folder that stands for the prefix; a folder of icons
    local share="$1/share" size
    install -Dm644 packaging/linux/portrait-style-studio.desktop \
        "$share/applications/portrait-style-studio.desktop"
    install -Dm644 packaging/linux/portrait-style-studio.metainfo.xml \
        "$share/metainfo/studio.portrait_style.PortraitStyleStudio.metainfo.xml"
    install -Dm644 packaging/linux/portrait-style-studio.xml "$share/mime/packages/portrait-style-studio.xml"
    install -d "$share/man/man1"
    gzip -9nc packaging/linux/portrait-studio.1 >"$share/man/man1/portrait-studio.1.gz"
    ln -sf portrait-studio.1.gz "$share/man/man1/portrait-studio-gui.1.gz"
    for size in "$2"/hicolor/*; do
        install -Dm644 -t "$share/icons/hicolor/$(basename "$size")/apps" "$size"/apps/*
    done
}
