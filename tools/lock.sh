#!/usr/bin/env bash
# Writes requirements.lock again: the newest releases that pyproject.toml allows, tried together.
set -euo pipefail
cd "$(dirname "$0")/.."

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

.venv/bin/python -m venv "$scratch/venv"
"$scratch/venv/bin/python" -m pip install --quiet --disable-pip-version-check '.[dev]'
{
    sed -n '/^#/p' requirements.lock
    "$scratch/venv/bin/python" -m pip freeze --exclude regiokaart
} >"$scratch/lock"
if grep -vE '^(#.*|[A-Za-z0-9_.-]+==[A-Za-z0-9_.+!-]+)$' "$scratch/lock"; then
    echo "requirements.lock holds names and versions only; the lines above are something else" >&2
    exit 1
fi
cp "$scratch/lock" requirements.lock
