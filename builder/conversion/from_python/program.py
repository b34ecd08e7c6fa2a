"""A whole source: parsed, walked statement by statement, and the models in it with their names."""

import ast
import re
import warnings
from collections.abc import Callable
from functools import partial
from typing import Any

from pydantic import ValidationError

from builder.conversion.from_python.keras.graph import Model
from builder.conversion.from_python.keras.interpreter import KerasInterpreter
from builder.conversion.from_python.keras.models import unread_model
from builder.conversion.from_python.keras.naming import named_models
from builder.conversion.from_python.keras.networks import ReadNetwork, network_of
from builder.conversion.from_python.keras.unfinished import tell_broken_off, tell_rest
from builder.conversion.from_python.keras.unread import Known, text_of
from builder.conversion.from_python.language.budget import (
    MAX_MODELS,
    MAX_SOURCE,
    MAX_WORDS,
    EndlessError,
    ExhaustedError,
    TooLargeError,
)
from builder.conversion.from_python.language.functions import needs_arguments
from builder.conversion.from_python.language.signals import RaisedError
from builder.conversion.from_python.language.values import Arguments, Function, Unknown
from builder.conversion.keeping import broken_limit, require_small_enough
from builder.network import DocumentError, Network, Node
from builder.network.notes import Note
from builder.network.unread import LONGEST_REASON, Unread, class_name_of

_WORD = re.compile(r"\w+|[^\w\s]")


def read_program(
    source: str, *, applications: Callable[[str, dict[str, Any]], Network], known: Known | None = None
) -> tuple[dict[str, ReadNetwork], tuple[Note, ...]]:
    """Returns the models that the source defines, in order, and the notes on what was left out or assumed.

    Args:
        known: what could not be understood before, and stays so without a word where the source says nothing of it.
    """
    run = KerasInterpreter(applications=applications, known=known)
    tree = _parse(source)
    if isinstance(tree, Note):
        return {}, (tree,)
    returned: list[tuple[Model, str]] = []
    at: ast.stmt | None = None
    calls = 0
    try:
        for statement in tree.body:
            at, calls = statement, run.session.calls
            _follow(run, partial(run.execute, [statement], run.module), statement)
        at, calls = None, run.session.calls
        returned = _call_what_is_not_called(run, tree)
    except ExhaustedError as error:
        run.notes.add(run.line, str(error))
        rest = [] if at is None or isinstance(error, EndlessError) else tree.body[tree.body.index(at) :]
        tell_rest(run, rest, calls, Unknown(_clause(error), run.line))
    return _networks(run, returned), run.notes.in_order


def _parse(source: str) -> ast.Module | Note:
    if len(source) > MAX_SOURCE:
        return Note(None, f"The source is longer than {MAX_SOURCE:,} characters, the most that is read.", True)
    if len(source) > MAX_WORDS and sum(1 for _ in _WORD.finditer(source)) > MAX_WORDS:
        return Note(None, f"The source has more than {MAX_WORDS:,} words and signs, the most that is read.", True)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SyntaxWarning)
            return ast.parse(source)
    except SyntaxError as error:
        return Note(error.lineno, f"This is no Python: {error.msg}.", True)
    except (ValueError, RecursionError, MemoryError):
        return Note(None, "The source is nested too deep, or holds characters that Python does not allow.", True)


def _follow(run: KerasInterpreter, work: Callable[[], Any], statement: ast.stmt) -> Any:
    """Does one piece of the walk; where the source raises or nests too deep, the walk goes on behind it."""
    calls = run.session.calls
    try:
        return work()
    except RaisedError as error:
        run.notes.add(run.line, f"{error}. What follows from it is left out.")
        reason = _clause(error)
    except TooLargeError as error:
        run.notes.add(run.line, f"This is left out: {error}.")
        reason = str(error)
    except RecursionError:
        run.notes.add(statement.lineno, "This is nested too deep to be followed.")
        reason = "it is nested too deep"
    run.depth = 0
    tell_broken_off(run, statement, calls, Unknown(reason, run.line))
    return None


def _clause(error: Exception) -> str:
    """Returns what an exception says without its first capital and without "The rest is left out."."""
    text = str(error).removesuffix(" The rest is left out.").rstrip(".")
    return text[:1].lower() + text[1:]


def _call_what_is_not_called(run: KerasInterpreter, tree: ast.Module) -> list[tuple[Model, str]]:
    """Calls the functions that nobody calls and that need no arguments; returns the models that they give.

    Where that gives no model either, those are called too that need arguments, which are then not known.
    """
    functions = [
        found
        for statement in tree.body
        if isinstance(statement, ast.FunctionDef)
        and isinstance(found := run.module.names.get(statement.name), Function)
        and not found.generates
    ]
    if not functions:
        return []
    named = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    returned = _give(run, [found for found in functions if found.name not in named and not needs_arguments(found)])
    if not returned and not run.session.models:
        returned = _give(run, [found for found in functions if found.name not in run.called])
        # Called without what they need, they say nothing of the models that they cannot make.
        run.session.models = [model for model in run.session.models if model.unread is None]
        returned = [(model, name) for model, name in returned if model.unread is None]
    return returned


def _give(run: KerasInterpreter, functions: list[Function]) -> list[tuple[Model, str]]:
    returned: list[tuple[Model, str]] = []
    for function in functions:
        if function.name in run.called:
            continue
        mark, built = run.notes.mark, run.session.built
        call = Arguments(line=function.node.lineno)
        value = _follow(run, partial(run.call, function, call), ast.Pass(lineno=function.node.lineno))
        if isinstance(value, Unknown) and text_of(value.origin) in run.known:
            value = unread_model(run, value.origin, value, call.line)
        if run.session.built == built:
            run.notes.take_back(mark)
        if isinstance(value, Model):
            returned.append((value, function.name))
    return returned


def _networks(run: KerasInterpreter, returned: list[tuple[Model, str]]) -> dict[str, ReadNetwork]:
    """Returns the models by name. Once the time is up only the last one is still drawn: it is the one that is taken.

    For that one the clock starts again, so that following the source leaves the time to draw as much as may be.
    """
    found = list(named_models(run.session, returned).items())
    if len(found) > MAX_MODELS:
        run.notes.add(None, f"The source makes {len(found)} models; the last {MAX_MODELS} are imported.")
        found = found[-MAX_MODELS:]
    networks: dict[str, ReadNetwork] = {}
    for place, (name, model) in enumerate(found, start=1):
        if place == len(found):
            run.budget.restart()
        elif run.budget.is_spent:
            networks[name] = _refused(run, name, model, "the source takes too long to follow")
            continue
        try:
            networks[name] = network_of(run, model)
            require_small_enough(networks[name].network)
        except ExhaustedError as error:
            networks[name] = _refused(run, name, model, _clause(error))
        except (ValidationError, DocumentError) as error:
            reason = f"it is more than a document can hold. {broken_limit(error)}".rstrip(".")
            networks[name] = _refused(run, name, model, reason[:LONGEST_REASON])
    return networks


def _refused(run: KerasInterpreter, name: str, model: Model, reason: str) -> ReadNetwork:
    """Returns a single node in the place of a model that is left out."""
    run.notes.add(model.line, f'The model "{name}" is left out: {reason}.')
    config = Unread(reason=reason, line=model.line or None).to_config()
    return ReadNetwork(Network(nodes=(Node(id="model_1", class_name=class_name_of("model"), config=config),)), {})
