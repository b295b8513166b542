"""The `regiokaart` command, for reproducible work: a module per group of commands."""

from regiokaart.cli.main import run

__all__ = ["run"]
