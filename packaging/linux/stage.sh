# Sourced by packaging/deb and packaging/tarball: lays the desktop's files under a prefix such as /usr.
# shellcheck shell=bash

stage_desktop() { # folder that stands for the prefix; a folder of icons
    local share="$1/share" size
    install -Dm644 packaging/linux/portrait-style-studio.desktop \
        "$share/applications/portrait-style-studio.desktop"
    install -Dm644 packaging/linux/portrait-style-studio.metainfo.xml \
        "$share/metainfo/studio.portrait_style.PortraitStyleStudio.metainfo.xml"
    install -Dm644 packaging/linux/portrait-style-studio.xml "$share/mime/packages/portrait-style-studio.xml"
    for size in "$2"/hicolor/*; do
        install -Dm644 -t "$share/icons/hicolor/$(basename "$size")/apps" "$size"/apps/*
    done
}
