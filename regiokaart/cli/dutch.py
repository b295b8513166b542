"""click in Dutch: help texts, and errors of one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

HELP_SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
_DIGITS = 9  # of a number
_SHOWN = 40  # characters of a value that cannot be
_CLOSE = 0.65  # share of letters in common from which a word looks like a typing error
Callback = Callable[[click.Context, click.Parameter, Any], Any]


class _Completed(click.types.StringParamType):
    """A text that a shell can complete, going by how the help names it."""

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Return what may be typed: a file, one of the values, or the id of an indeling."""
        named = (param.metavar or "").strip("[].")
        if named in ("BESTAND", "UIT", "MAP"):
            return [CompletionItem(incomplete, type="dir" if named == "MAP" else "file")]
        if named == "ID" or named == "A B":
            from regiokaart.sources.embedded import load_catalogus

            values = [indeling.id for indeling in load_catalogus()]
        else:
            values = named.split("|") if "|" in named else []
        return [CompletionItem(value) for value in values if value.startswith(incomplete)]


class DutchCommand(click.Command):
    """A command whose help and errors are Dutch.

    Parameters
    ----------
    examples : sequence of str
        What one may type after ``regiokaart``, for the help.
    """

    allow_extra_args = True  # refused below, in Dutch

    def __init__(self, *args: Any, examples: Sequence[str] = (), **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[OPTIES]")
        super().__init__(*args, **kwargs)
        self.examples = examples
        for param in self.params:
            if param.type is click.STRING:
                param.type = _Completed()

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse, and refuse what is left over or given more than once."""
        try:
            _, _, given = self.make_parser(ctx).parse_args(args=list(args))
        except click.BadOptionUsage as error:
            error.ctx = ctx  # which click does not tell
            raise
        for param, times in Counter(given).items():
            if (
                isinstance(param, click.Option)
                and times > 1
                and not (param.multiple or param.is_flag)
            ):
                typed = {arg.partition("=")[0] for arg in args}
                name = next((each for each in param.opts if each in typed), param.opts[0])
                raise click.UsageError(f"optie '{name}' staat er {times} keer; kies één", ctx)
        left = super().parse_args(ctx, args)
        if left and not isinstance(self, click.Group) and not ctx.resilient_parsing:
            raise click.UsageError(f"'{left[0]}' wordt niet begrepen{_see_help(ctx)}", ctx)
        return left

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the option for help."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Toon deze hulp."
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write how to call the command."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix="Gebruik: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        records = [param.get_help_record(ctx) for param in self.get_params(ctx)]
        rows = [
            (name, text.replace("[required]", "[verplicht]"))
            for name, text in filter(None, records)
            if text  # an argument is explained above
        ]
        with formatter.section("Opties"):
            formatter.write_dl(rows)
        if self.examples:
            with formatter.section("Voorbeeld" if len(self.examples) == 1 else "Voorbeelden"):
                for example in self.examples:
                    formatter.write(f"{'':{formatter.current_indent}}regiokaart {example}\n")


class DutchGroup(DutchCommand, click.Group):
    """A group of commands whose help and errors are Dutch.

    Parameters
    ----------
    sections : mapping of str to sequence of str
        Names of commands by the heading they stand under in the help, each once; without it all
        stand under one heading, in alphabetical order.
    """

    command_class = DutchCommand

    def __init__(
        self, *args: Any, sections: Mapping[str, Sequence[str]] | None = None, **kwargs: Any
    ) -> None:
        kwargs.setdefault("subcommand_metavar", "OPDRACHT [OPTIES]")
        super().__init__(*args, **kwargs)
        self.sections = sections

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is meant."""
        name = args[0]
        if self.get_command(ctx, name) is None:
            hint = _closest(name, self.list_commands(ctx), "opdrachten")
            raise click.UsageError(f"opdracht '{name}' bestaat niet; {hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options and the commands."""
        super().format_options(ctx, formatter)
        sections = self.sections or {"Opdrachten": self.list_commands(ctx)}
        longest = max(len(name) for names in sections.values() for name in names)
        for heading, names in sections.items():
            formatter.write_paragraph()
            formatter.write(heading if heading.endswith("?") else f"{heading}:")
            formatter.write("\n")
            with formatter.indentation():
                formatter.write_dl(
                    [(f"{n:{longest}}", self.commands[n].get_short_help_str(100)) for n in names]
                )


def as_path(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
    """Return the paths that an option names; callback of an option."""
    for each in value if isinstance(value, tuple) else (value,):
        if each is not None and not each.strip():
            raise click.BadParameter("geef een bestandsnaam", ctx, param)
    if isinstance(value, tuple):
        return tuple(map(Path, value))
    return None if value is None else Path(value)


def as_ids(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """Return the ids that an option names, with commas or more than once; callback of an option."""
    names = tuple(name.strip() for each in value for name in each.split(",") if name.strip())
    if value and not names:
        raise click.BadParameter(
            "geef het id van een indeling; de id's toont 'regiokaart indelingen'", ctx, param
        )
    return names


def one_of(choices: Sequence[str]) -> Callback:
    """Return a callback that accepts only these values of an option."""

    def check(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
        for each in value if isinstance(value, tuple) else (value,):
            if each is not None and each not in choices:
                hint = _closest(each, choices, "waarden")
                raise click.BadParameter(f"'{each}' kan niet; {hint}", ctx, param)
        return value

    return check


def whole_number(low: int, high: int) -> Callback:
    """Return a callback that reads a whole number from low to high, if one is given."""

    def read(ctx: click.Context, param: click.Parameter, value: str | None) -> int | None:
        if value is None:
            return None
        whole = value.isascii() and value.isdigit() and len(value) <= _DIGITS
        if not (whole and low <= int(value) <= high):
            raise click.BadParameter(
                f"'{value[:_SHOWN]}' kan niet; geef een heel getal van {low} tot en met {high}",
                ctx,
                param,
            )
        return int(value)

    return read


def as_year(ctx: click.Context, param: click.Parameter, value: str | None) -> int | None:
    """Read the value of an option that takes a year."""
    if value is None:
        return None
    if not (value.isascii() and value.isdigit() and len(value) == 4):
        raise click.BadParameter(f"'{value}' is geen jaar; geef vier cijfers", ctx, param)
    return int(value)


def describe(error: click.ClickException) -> str:
    """Say in Dutch what is wrong with a command line."""
    if isinstance(error, click.NoSuchOption):
        options = {option.strip("-"): option for option in error.possibilities or ()}
        close = _alike(error.option_name.strip("-"), list(options))
        hint = f"; bedoelt u '{options[close]}'?" if close else _see_help(error.ctx)
        return f"optie '{error.option_name}' bestaat niet{hint}"
    if isinstance(error, click.BadOptionUsage):
        wanted = "krijgt geen waarde" if _is_flag(error) else "heeft een waarde nodig"
        return f"optie '{error.option_name}' {wanted}"
    if isinstance(error, click.MissingParameter) and error.param is not None:
        option = isinstance(error.param, click.Option)
        name = f"optie '{error.param.opts[0]}'" if option else error.param.human_readable_name
        return f"{name} ontbreekt{_see_help(error.ctx)}"
    if isinstance(error, click.BadParameter) and error.param is not None:
        return f"optie '{error.param.opts[0]}': {error.message}"
    return error.message


def _is_flag(error: click.BadOptionUsage) -> bool:
    """Whether the option that was not used well takes no value."""
    assert error.ctx is not None
    return any(
        isinstance(param, click.Option) and param.is_flag and error.option_name in param.opts
        for param in error.ctx.command.get_params(error.ctx)
    )


def _closest(value: str, choices: Sequence[str], what: str) -> str:
    close = _alike(value, choices)
    return f"bedoelt u '{close}'?" if close else f"de {what} zijn: {', '.join(choices)}"


def _alike(value: str, choices: Sequence[str]) -> str | None:
    return next(iter(get_close_matches(value, choices, n=1, cutoff=_CLOSE)), None)


def _see_help(ctx: click.Context | None) -> str:
    return f"; zie '{ctx.command_path} --help'" if ctx else ""
