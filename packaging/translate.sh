#!/usr/bin/env bash
# Bring the translations up to date with the texts in the code, and compile them.
# Then translate what is new in resources/translations/*.ts, and run it once more.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
tools="${PSS_VENV:-.venv}/bin"
mapfile -t sources < <(find studio training packaging/looks packaging/learn_styles -name '*.py' | LC_ALL=C sort)
for language in resources/translations/studio_*.ts; do
    # Without line numbers: they would change with every edit above a text.
    "$tools/pyside6-lupdate" "${sources[@]}" -no-obsolete -locations none -ts "$language"
    "$tools/pyside6-lrelease" "$language" -qm "${language%.ts}.qm"
    printf '%s: %s texts to translate\n' "$language" "$(grep -c 'type="unfinished"' "$language" || true)"
done
