"""Starts Regiokaart: without arguments the window, otherwise the command line."""

from __future__ import annotations

import os
import sys

COMPLETE = "_REGIOKAART_COMPLETE"
"""Set by a shell that asks how to complete a command line."""


def main() -> int:
    """Run the `regiokaart` command and return its exit code."""
    try:
        if sys.argv[1:] or COMPLETE in os.environ:
            from regiokaart.cli import run

            return run(sys.argv[1:])
        return main_app()
    except KeyboardInterrupt:  # while the program itself was loading
        print("Gestopt.", file=sys.stderr)
        return 130


def main_app() -> int:
    """Open the window, with a file when one is given; return the exit code when it closes."""
    if sys.argv[1:]:
        from regiokaart.cli import run

        return run(["app", *sys.argv[1:]])
    from regiokaart.display import NO_DISPLAY, has_display

    if not has_display():
        print(f"Fout: {NO_DISPLAY}", file=sys.stderr)
        return 2
    from regiokaart.gui import app

    return app.run([])


if __name__ == "__main__":
    from multiprocessing import freeze_support

    freeze_support()  # for a program that is packed as one file and starts processes
    sys.exit(main())
