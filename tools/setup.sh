#!/usr/bin/env bash
# Makes this checkout ready to run: system libraries, .venv, pinned packages, the program itself.
#
#   tools/setup.sh        what the program needs
#   tools/setup.sh test   also what the end-to-end tests need (virtual screen, window manager,
#                         browser, office, what screen readers use)
#
# Quick when nothing changed: the stamp in .venv holds the checksums it was made with.
set -euo pipefail
cd "$(dirname "$0")/.."

# Shared libraries that Qt's wheels load but do not carry, and one font family.
run_packages=(
    libgl1 libegl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0 fonts-dejavu-core
    libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0
    libxcb-render-util0 libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0
)
test_packages=(xvfb xauth openbox xdotool wmctrl x11-utils chromium libatomic1
    libreoffice-calc-nogui poppler-utils at-spi2-core dbus gir1.2-atspi-2.0 python3-gi
    xdg-utils shared-mime-info desktop-file-utils libglib2.0-bin)

say() { printf '%s\n' "$*" >&2; }

# Prints those of the given Debian packages that no installed package is or provides.
missing_packages() {
    local installed package
    installed=$(dpkg-query -W -f '${db:Status-Abbrev} ${Package}, ${Provides},\n' |
        sed -n 's/^.i *//p' | tr ',' '\n' | sed 's/^ *//; s/[ :].*//' | sort -u)
    for package in "$@"; do
        grep -qxF -e "$package" <<<"$installed" || printf '%s\n' "$package"
    done
}

apt_install() {
    say "Systeempakketten installeren: $*"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq </dev/null >&2
    apt-get install -y -qq -o Dpkg::Use-Pty=0 --no-install-recommends "$@" </dev/null >&2
}

# Installs what is missing, or says what to install and goes on: it may be there in another way.
# Where Debian's package tools are absent, the check of Qt at the end tells.
system_packages() {
    local missing
    command -v dpkg-query >/dev/null || return 0
    missing=$(missing_packages "$@")
    [ -n "$missing" ] || return 0
    # shellcheck disable=SC2086  # one word per package
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        apt_install $missing
    else
        say "Deze systeempakketten ontbreken:" $missing
        say "Vraag uw beheerder om: apt-get install" $missing
        say "De installatie gaat zonder verder."
    fi
}

usable_python() {
    "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

# Prints the first Python of at least 3.11 that can make a virtual environment.
find_python() {
    local candidate
    for candidate in "${PYTHON:-python3}" python3.14 python3.13 python3.12 python3.11; do
        if usable_python "$candidate"; then
            command -v "$candidate"
            return
        fi
    done
    return 1
}

make_venv() {
    local python
    if ! python=$(find_python); then
        if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
            apt_install python3 python3-venv
        fi
        python=$(find_python) || {
            say "Er is geen Python 3.11 of nieuwer die een virtuele omgeving kan maken."
            say "Debian of Ubuntu: apt-get install python3 python3-venv; macOS: zie python.org."
            say "Staat Python op een andere plek? Geef die dan: make setup PYTHON=/pad/naar/python3"
            exit 1
        }
    fi
    "$python" -m venv --clear .venv
}

stamp_text() {
    printf '%s\n' "$PWD"
    cksum requirements.lock pyproject.toml tools/setup.sh
}

system_packages "${run_packages[@]}"
if [ "${1:-}" = test ]; then
    system_packages "${test_packages[@]}"
    for program in Xvfb openbox xdotool wmctrl xprop chromium soffice pdftotext dbus-run-session; do
        command -v "$program" >/dev/null || say "De e2e-tests hebben het programma $program nodig."
    done
fi

if [ -x .venv/bin/python ] && [ "$(stamp_text)" = "$(cat .venv/setup-stamp 2>/dev/null)" ]; then
    exit 0
fi

say "Python-omgeving klaarzetten in .venv (eenmalig, enkele minuten) ..."
usable_python .venv/bin/python && grep -qsF "$PWD/.venv" .venv/pyvenv.cfg || make_venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps \
    --no-build-isolation --editable .

if ! problem=$(QT_QPA_PLATFORM=offscreen .venv/bin/python -c '
from PyQt6.QtWidgets import QApplication; QApplication([])' 2>&1); then
    say "$problem"
    say "De vensterbibliotheek Qt start niet: er ontbreekt een systeembibliotheek."
    say "Op Debian en Ubuntu heten de pakketten: ${run_packages[*]}"
    say "Installeer ze, of hun naamgenoten op uw systeem, en doe dit opnieuw."
    exit 1
fi
stamp_text >.venv/setup-stamp
