"""What keeps a callback from doing what it is there for: what it watches is not logged, or it never gets to act."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from builder.catalog import load_catalog, problems_of_config
from builder.engine.words import counted
from builder.network import Network, ObjectSpec, Problem, Recipe
from builder.network.problems import Fix
from builder.recipe.logged_names import Logged, known_directions, logged, names_that_clash
from builder.recipe.unknown_class import unknown_class

SHARE = 0.2
"""The validation share that a mend sets."""

_MODES = {"up": "max", "down": "min"}


def find_callback_problems(network: Network, recipe: Recipe) -> Iterator[Problem]:
    """Yields what is wrong with the callbacks, and with the names that they could watch.

    An error is what makes Keras raise; a warning what it lets pass, though the callback then does nothing.
    """
    for name in names_that_clash(network, recipe):
        yield Problem(
            code="names_clash",
            message=f'More than one loss or metric is logged as "{name}", so only the last of them is to be seen.',
            hint="Give the outputs or the metrics names of their own.",
            severity="warning",
        )
    for place, callback in enumerate(recipe.callbacks):
        entry = load_catalog().callbacks.get(callback.class_name)
        if entry is None:
            yield unknown_class("callbacks", callback.class_name)
        elif problems := problems_of_config(entry, callback.config, None):
            yield from problems
        else:
            yield from _Watch(network, recipe, place).problems()


class _Watch:
    """One callback of a recipe, held against what the training logs and how long it lasts."""

    def __init__(self, network: Network, recipe: Recipe, place: int) -> None:
        self._network = network
        self._recipe = recipe
        self._place = place
        self._name = recipe.callbacks[place].class_name
        self._values = _values("callbacks", recipe.callbacks[place])

    def problems(self) -> Iterator[Problem]:
        if "monitor" in self._values:
            yield from self._monitor_problems(str(self._values["monitor"]))
        if self._name == "EarlyStopping":
            yield from self._stopping_problems()
        elif self._name == "ReduceLROnPlateau":
            yield from self._rate_problems()
        elif self._name == "SwapEMAWeights":
            yield from self._averaging_problems()

    def _monitor_problems(self, watched: str) -> Iterator[Problem]:
        found = {
            one.name: one for one in logged(self._network, self._recipe, self._recipe.callbacks[: self._place + 1])
        }
        directions = known_directions(self._recipe)
        is_known = self._values["mode"] != "auto" or watched.removeprefix("val_") in directions
        figure = found.get(watched)
        if figure is None:
            yield self._not_logged(watched, tuple(found.values()), is_known=is_known)
        elif figure.is_several:
            yield self._problem(
                "several_values",
                f'{self._name} watches "{watched}", which is a value for each class.',
                'Watch a metric that gives one value; for F1Score, set average to "macro".',
                fixes=self._watch_instead(watched, tuple(found.values())),
            )
        elif not is_known:
            mode = _MODES.get(figure.direction)
            yield self._problem(
                "unknown_direction",
                f'{self._name} watches "{watched}", and Keras cannot tell whether more or less of it is better.',
                f'Set mode to "{mode}".' if mode else 'Set mode to "max" or "min".',
                fixes=(self._fix(f'Set mode to "{mode}"', mode=mode),) if mode else (),
            )
        elif figure.direction and self._values["mode"] not in ("auto", _MODES[figure.direction]):
            mode = _MODES[figure.direction]
            yield self._problem(
                "wrong_direction",
                f'{self._name} has the mode "{self._values["mode"]}", but "{watched}" is better the '
                f"{'higher' if figure.direction == 'up' else 'lower'} it is.",
                f'Set mode to "{mode}".',
                fixes=(self._fix(f'Set mode to "{mode}"', mode=mode),),
                warning=True,
            )

    def _not_logged(self, watched: str, found: tuple[Logged, ...], *, is_known: bool) -> Problem:
        """Returns the problem of a name that is never logged: Keras raises, or warns and the callback does nothing."""
        end = "so it does nothing." if is_known else "so Keras ends the training after the first epoch."
        instead = self._watch_instead(watched, found)
        plain = watched.removeprefix("val_")
        if watched != plain and not self._recipe.validation_share and any(one.name == plain for one in found):
            share = Fix(
                label="Keep a fifth of the data for validation",
                recipe=self._recipe.model_copy(update={"validation_share": SHARE}),
            )
            return self._problem(
                "no_validation_data",
                f'{self._name} watches "{watched}", but no data are kept for validation, {end}',
                f'Set a validation share such as {SHARE}, or watch "{plain}".',
                fixes=(share, *instead),
                warning=is_known,
            )
        names = ", ".join(f'"{one.name}"' for one in found if not one.is_several)
        return self._problem(
            "not_logged",
            f'{self._name} watches "{watched}", which is not logged, {end}',
            f"Watch one of these: {names}.",
            fixes=instead,
            warning=is_known,
        )

    def _watch_instead(self, watched: str, found: tuple[Logged, ...]) -> tuple[Fix, ...]:
        name = _nearest(watched, [one.name for one in found if not one.is_several])
        mode = next((_MODES.get(one.direction) for one in found if one.name == name), None)
        is_known = name.removeprefix("val_") in known_directions(self._recipe)
        changes: dict[str, Any] = {"monitor": name}
        if mode and (not is_known or self._values["mode"] not in ("auto", mode)):
            changes["mode"] = mode
        return (self._fix(f'Watch "{name}"', **changes),)

    def _stopping_problems(self) -> Iterator[Problem]:
        epochs, start = self._recipe.epochs or 0, self._values["start_from_epoch"]
        if start and start >= epochs:
            yield self._idle(
                f"EarlyStopping begins after {counted(start, 'epoch')}, but there are {epochs:,}, so it does nothing.",
                "Let it begin earlier, or train longer.",
                self._fix("Let it begin at once", start_from_epoch=0),
            )
        elif start + self._values["patience"] >= epochs and not self._values["restore_best_weights"]:
            yield self._idle(
                f"EarlyStopping waits for {counted(self._values['patience'], 'epoch')} without progress, "
                f"but there are {epochs - start:,}, so it never stops the training.",
                "Set a smaller patience, or let it restore the best weights.",
                self._fix("Restore the best weights", restore_best_weights=True),
            )

    def _rate_problems(self) -> Iterator[Problem]:
        epochs, patience, factor = self._recipe.epochs or 0, self._values["patience"], self._values["factor"]
        optimizer = self._recipe.optimizer
        rate = _values("optimizers", optimizer).get("learning_rate") if optimizer else None
        if isinstance(rate, Mapping):
            yield self._problem(
                "rate_has_schedule",
                "ReduceLROnPlateau cannot set the learning rate, because the optimizer follows a schedule.",
                "Give the optimizer a number as its learning rate, or leave the callback out.",
                fixes=(self._left_out(),),
            )
        elif factor >= 1:
            yield self._problem(
                "factor",
                f"ReduceLROnPlateau has the factor {factor:g}, which does not lower the learning rate.",
                "Set a factor below 1.",
                fixes=(self._fix("Set factor to 0.5", factor=0.5),),
            )
        elif patience >= epochs:
            yield self._idle(
                f"ReduceLROnPlateau waits for {counted(patience, 'epoch')} without progress, but there are {epochs:,}, "
                "so it never lowers the learning rate.",
                "Set a smaller patience, or train longer.",
                *([self._fix("Set patience to 3", patience=3)] if epochs > 3 else []),
            )
        elif isinstance(rate, int | float) and self._values["min_lr"] >= rate:
            yield self._idle(
                f"ReduceLROnPlateau keeps the learning rate at {self._values['min_lr']:g} or more, "
                f"but it is {rate:g} from the start, so it does nothing.",
                "Set a smaller min_lr.",
                self._fix("Set min_lr to 0", min_lr=0.0),
            )

    def _averaging_problems(self) -> Iterator[Problem]:
        optimizer = self._recipe.optimizer
        by_epoch, validates = self._values["swap_on_epoch"], bool(self._recipe.validation_share)
        if optimizer is not None and not _values("optimizers", optimizer).get("use_ema"):
            averaging = optimizer.model_copy(update={"config": {**optimizer.config, "use_ema": True}})
            yield self._problem(
                "no_average",
                "SwapEMAWeights needs an optimizer that keeps a moving average of the weights.",
                "Turn use_ema of the optimizer on.",
                fixes=(Fix(label="Turn use_ema on", recipe=self._recipe.model_copy(update={"optimizer": averaging})),),
                warning=not (by_epoch or validates),
            )
        elif not by_epoch and not validates:
            yield self._idle(
                "SwapEMAWeights acts while the network is validated, but no data are kept for that.",
                f"Set a validation share such as {SHARE}, or turn swap_on_epoch on.",
                Fix(
                    label="Keep a fifth of the data for validation",
                    recipe=self._recipe.model_copy(update={"validation_share": SHARE}),
                ),
            )

    def _idle(self, message: str, hint: str, *fixes: Fix) -> Problem:
        return self._problem("idle_callback", message, hint, fixes=fixes, warning=True)

    def _problem(
        self, code: str, message: str, hint: str, *, fixes: tuple[Fix, ...] = (), warning: bool = False
    ) -> Problem:
        severity = "warning" if warning else "error"
        return Problem(code=code, message=message, hint=hint, severity=severity, fixes=fixes)

    def _fix(self, label: str, **changes: Any) -> Fix:
        callbacks = list(self._recipe.callbacks)
        own = callbacks[self._place]
        callbacks[self._place] = own.model_copy(update={"config": {**own.config, **changes}})
        return Fix(label=label, recipe=self._recipe.model_copy(update={"callbacks": tuple(callbacks)}))

    def _left_out(self) -> Fix:
        kept = tuple(one for place, one in enumerate(self._recipe.callbacks) if place != self._place)
        return Fix(label=f"Leave {self._name} out", recipe=self._recipe.model_copy(update={"callbacks": kept}))


def _values(family: str, spec: ObjectSpec) -> dict[str, Any]:
    """Returns the arguments of an object, Keras's defaults among them."""
    entry = getattr(load_catalog(), family).get(spec.class_name)
    defaults = {argument.name: argument.default for argument in entry.arguments} if entry else {}
    return {**defaults, **spec.config}


def _nearest(watched: str, names: list[str]) -> str:
    """Returns the name that was most likely meant: of the same part of the data, of the same metric.

    >>> _nearest("val_acc", ["val_loss", "val_accuracy", "loss", "accuracy"])
    'val_accuracy'
    >>> _nearest("val_accuracy", ["val_loss", "val_digit_loss", "val_digit_sparse_categorical_accuracy", "loss"])
    'val_digit_sparse_categorical_accuracy'
    """
    prefix = "val_" if watched.startswith("val_") else ""
    plain = watched.removeprefix("val_")
    same_part = [name for name in names if name.startswith("val_") == bool(prefix)] or names
    bare = {name: name.removeprefix("val_") for name in same_part}
    if "acc" in plain:
        holding = [name for name, text in bare.items() if "acc" in text]
    else:
        holding = [name for name, text in bare.items() if text == plain or text.endswith(f"_{plain}")]
    if holding:
        return holding[0]
    near = get_close_matches(watched, same_part, n=1)
    return near[0] if near else same_part[0]
