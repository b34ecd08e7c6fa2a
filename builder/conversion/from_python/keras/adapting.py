"""What ``adapt`` learns from values that a source writes down itself, worked out as Keras does."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from builder.catalog.minimal import minimal_config
from builder.conversion.from_python.data.origin import Origin
from builder.conversion.from_python.keras.graph import Layer, Model, all_calls
from builder.conversion.from_python.language.values import Arguments, Array, Unknown
from builder.network.record import Config

if TYPE_CHECKING:
    from builder.conversion.from_python.keras.interpreter import KerasInterpreter

_PUNCTUATION = re.compile(r"""[!"#$%&()*+,\-./:;<=>?@\[\\\]^_`{|}~']""")
_SPACES = re.compile(r"[ \t\n\v\f\r]+")
_UPPER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
"""TensorFlow makes the letters of ASCII small and no others."""
_MOST_SUMMARISED = 100
"""From so many values on Keras estimates quantiles in a way that depends on how the values are batched."""
_TOO_LONG = 10_000


def adapt(run: "KerasInterpreter", layer: Layer, arguments: Arguments) -> None:
    """Gives the layer what it learns from plain values; tells where it learns from anything else."""
    data = arguments.positional[0] if arguments.positional else arguments.named.get("data")
    if isinstance(data, Array) and data.values is not None:
        data = data.values
    name = layer.entry.class_name
    learn = _LEARNERS.get(name)
    learned = learn(layer.config, data) if learn is not None and _is_plain(data) else None
    if learned is None and isinstance(data, Array) and isinstance(data.origin, Origin):
        layer.measured = (data.origin, arguments.line)
        return
    if learned is None:
        _tell(run, layer, arguments.line)
        return
    run.budget.spend(sum(1 for _ in _flat(data)))
    layer.config = minimal_config(layer.entry, learned)


def is_measuring(model: Model) -> bool:
    """Whether a layer of the model is adapted to data whose origin is known."""
    return any(isinstance(call.callee, Layer) and call.callee.measured is not None for call in all_calls(model))


def adapted_by(run: "KerasInterpreter", model: Model) -> tuple[str, ...]:
    """Returns the ids of the nodes whose layers are adapted to the data that the model then learns from."""
    found: dict[int, str] = {}
    trained = [array.origin for array in _arrays_in(model.fitted.get("x")) if array.origin is not None]
    for call in all_calls(model):
        layer = call.callee
        if not isinstance(layer, Layer) or layer.measured is None or id(layer) in found:
            continue
        origin, line = layer.measured
        if origin in trained:
            found[id(layer)] = f"c{call.number}"
        else:
            _tell(run, layer, line)
    return tuple(found.values())


def _arrays_in(value: Any) -> Iterator[Array]:
    if isinstance(value, Array):
        yield value
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from _arrays_in(one)
    elif isinstance(value, dict):
        yield from _arrays_in(list(value.values()))


def _tell(run: "KerasInterpreter", layer: Layer, line: int) -> None:
    run.notes.add(
        line,
        f"What {layer.entry.class_name} learns from data by adapt() is left out: data are never read. "
        "Give it to the layer as arguments.",
    )


def vocabulary_of(layer: Layer, *, with_special: bool = True) -> list[Any] | Unknown:
    """Returns what ``get_vocabulary()`` gives of a layer whose words are known."""
    words = layer.config.get("vocabulary")
    if not isinstance(words, list):
        return Unknown(f"it is the vocabulary of a {layer.entry.class_name} that learns it from data")
    if not with_special:
        return list(words)
    mask, unknown = _special(layer.entry.class_name, layer.config)
    return [*mask, *unknown, *(word for word in words if word not in (*mask, *unknown))]


def _is_plain(data: Any) -> bool:
    return isinstance(data, (list, tuple)) and all(isinstance(value, (int, float, str)) for value in _flat(data))


def _flat(data: Any) -> Iterator[Any]:
    for value in data:
        if isinstance(value, (list, tuple)):
            yield from _flat(value)
        else:
            yield value


def _special(name: str, config: Config) -> tuple[list[Any], list[Any]]:
    """Returns the mask token, where the layer numbers it, and the tokens for what is not in the vocabulary."""
    is_text = name == "TextVectorization"
    mask: Any = "" if is_text else config.get("mask_token")
    counts = config.get("num_oov_indices", 1)
    unknown: Any = config.get("oov_token", -1 if name == "IntegerLookup" else "[UNK]")
    is_numbered = config.get("output_mode", "int") == "int" and mask is not None
    return [mask] if is_numbered else [], [unknown] * (counts if isinstance(counts, int) else 1)


def _ranked(name: str, config: Config, words: Iterable[Any]) -> Config | None:
    """Returns the config with the words by how often they occur, of equal ones the last in order first."""
    if config.get("output_mode") == "tf_idf" or config.get("vocabulary") is not None:
        return None
    counts = Counter(words)
    for token in ("" if name == "TextVectorization" else config.get("mask_token"), *_special(name, config)[1]):
        counts.pop(token, None)

    def rank(word: Any) -> tuple[int, Any]:
        return counts[word], word.encode() if isinstance(word, str) else word

    ranked = sorted(counts, key=rank, reverse=True)
    most = config.get("max_tokens")
    if isinstance(most, int):
        ranked = ranked[: max(most - sum(map(len, _special(name, config))), 0)]
    return {**config, "vocabulary": ranked} if ranked else None


def _learn_texts(config: Config, data: Any) -> Config | None:
    texts = list(_flat(data))
    if not all(isinstance(text, str) for text in texts):
        return None
    standardize = config.get("standardize", "lower_and_strip_punctuation")
    split, ngrams = config.get("split", "whitespace"), config.get("ngrams")
    if standardize in ("lower", "lower_and_strip_punctuation"):
        texts = [text.translate(_UPPER) for text in texts]
    if standardize in ("strip_punctuation", "lower_and_strip_punctuation"):
        texts = [_PUNCTUATION.sub("", text) for text in texts]
    if split not in ("whitespace", "character", None):
        return None
    rows = [_SPACES.split(text.strip(" \t\n\v\f\r")) if split == "whitespace" else list(text) for text in texts]
    if split is None:
        rows = [[text] for text in texts]
    widths = range(1, ngrams + 1) if isinstance(ngrams, int) else ngrams if isinstance(ngrams, list) else [1]
    words = (word for row in rows for word in _grams([part for part in row if part], widths))
    return _ranked("TextVectorization", config, words)


def _grams(row: list[str], widths: Any) -> Iterator[str]:
    for width in widths:
        for start in range(len(row) - width + 1):
            yield " ".join(row[start : start + width])


def _learn_strings(config: Config, data: Any) -> Config | None:
    words = list(_flat(data))
    return _ranked("StringLookup", config, words) if all(isinstance(word, str) for word in words) else None


def _learn_integers(config: Config, data: Any) -> Config | None:
    numbers = list(_flat(data))
    whole = all(isinstance(number, int) and not isinstance(number, bool) for number in numbers)
    return _ranked("IntegerLookup", config, numbers) if whole else None


def _numbers(data: Any) -> Any:
    """Returns the values as an array; None where they are none or do not fill one."""
    import numpy as np

    values = list(_flat(data))
    if not values or len(values) > _TOO_LONG or any(isinstance(value, str) for value in values):
        return None
    try:
        return np.array(data, dtype="float64")
    except ValueError:
        return None


def _learn_moments(config: Config, data: Any) -> Config | None:
    values = _numbers(data)
    axis = config.get("axis", -1)
    if values is None or config.get("mean") is not None:
        return None
    axes = [] if axis is None else axis if isinstance(axis, list) else [axis]
    if not all(isinstance(one, int) and -values.ndim <= one < values.ndim for one in axes) or len(axes) > 1:
        return None
    kept = {one % values.ndim for one in axes}
    over = tuple(place for place in range(values.ndim) if place not in kept)
    mean, variance = values.mean(axis=over), values.var(axis=over)
    return {**config, "mean": mean.tolist(), "variance": variance.tolist()}


def _learn_bins(config: Config, data: Any) -> Config | None:
    import numpy as np

    values, count, precision = _numbers(data), config.get("num_bins"), config.get("epsilon", 0.01)
    if values is None or not isinstance(count, int) or count < 2 or not isinstance(precision, (int, float)):
        return None
    if values.size >= _MOST_SUMMARISED or values.size * precision >= 1:
        return None
    ordered = np.sort(values.astype("float32").reshape(-1))
    if len(ordered) < count:
        return {name: value for name, value in config.items() if name != "num_bins"} | {
            "bin_boundaries": ordered[:-1].tolist()
        }
    shares = 1 / count + np.arange(0.0, 1.0, 1 / count)
    weights = np.arange(1, len(ordered) + 1) / len(ordered)
    bounds = np.interp(shares, weights, ordered).astype("float32")[:-1].tolist()
    return {name: value for name, value in config.items() if name != "num_bins"} | {"bin_boundaries": bounds}


_LEARNERS: dict[str, Callable[[Config, Any], Config | None]] = {
    "Discretization": _learn_bins,
    "IntegerLookup": _learn_integers,
    "Normalization": _learn_moments,
    "StringLookup": _learn_strings,
    "TextVectorization": _learn_texts,
}
