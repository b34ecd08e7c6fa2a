"""``argparse``: the arguments of a command line are those of a call without any, the defaults."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from builder.conversion.from_python.language.values import Arguments, Instance, Native, SourceClass, Unknown

if TYPE_CHECKING:
    from builder.conversion.from_python.language.interpreter import Interpreter

_SWITCHES = {"store_true": False, "store_false": True, "count": None}


@dataclass(slots=True, eq=False)
class Parser:
    """An ``ArgumentParser``: its arguments by name, with their defaults."""

    defaults: dict[str, Any] = field(default_factory=dict)


def attribute_of_parser(run: "Interpreter", value: Parser, name: str, line: int) -> Any:
    def call(run: "Interpreter", arguments: Arguments) -> Any:
        match name:
            case "add_argument":
                return _add(run, value, arguments)
            case "add_argument_group" | "add_mutually_exclusive_group":
                return value
            case "set_defaults":
                return value.defaults.update(arguments.named)
            case "parse_args":
                return _namespace(value.defaults)
            case "parse_known_args":
                return _namespace(value.defaults), []
        return Unknown(f'it comes from "{name[:60]}" of an ArgumentParser', arguments.line)

    return Native(name, call)


def _add(run: "Interpreter", value: Parser, arguments: Arguments) -> None:
    flags = [flag for flag in arguments.positional if isinstance(flag, str)]
    named = arguments.named
    long = next((flag for flag in flags if flag.startswith("--")), flags[0] if flags else "")
    name = named.get("dest", long.lstrip("-").replace("-", "_"))
    action = named.get("action")
    if action in ("help", "version") or not isinstance(name, str):
        return
    default = named.get("default", _SWITCHES.get(action) if isinstance(action, str) else None)
    if isinstance(default, str) and "type" in named:
        default = run.call(named["type"], Arguments([default], {}, arguments.line))
    is_needed = not long.startswith("-") and "nargs" not in named
    if default is None and (is_needed or named.get("required") is True):
        default = Unknown(f'it is the argument "{name[:60]}" of the command line', arguments.line)
    value.defaults[name] = default


def _namespace(values: dict[str, Any]) -> Instance:
    return Instance(SourceClass("Namespace", {}), dict(values))


def _parser(run: "Interpreter", arguments: Arguments) -> Parser:
    return Parser()


COMMAND_LINE: dict[str, Any] = {
    "argparse.ArgumentParser": Native("ArgumentParser", _parser),
    "argparse.Namespace": Native("Namespace", lambda run, arguments: _namespace(arguments.named)),
}
"""Full name -> value."""
