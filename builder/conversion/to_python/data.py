"""Python source that loads a data set, as a person would write it with scikit-learn, Keras and NumPy.

Sets that are made here are made in the script by the same functions, carried along word for word. Values of options are
numbers, truths and choices, checked before; they become code through ``repr`` alone.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from builder.conversion.to_python.layout import Joined, call, lay_out
from builder.data.carried import carried_functions
from builder.data.info import DataSetInfo
from builder.network.record import Config

_SKLEARN = "from sklearn.datasets import "


@dataclass(frozen=True, slots=True)
class DataCode:
    """Statements that leave every feature and target in a variable; ``names`` say in which, where names differ.

    ``functions`` are what they call, each as its lines; ``test_part`` the rows of the test part that the set brings.
    """

    imports: tuple[str, ...]
    lines: tuple[str, ...]
    names: dict[str, str]
    functions: tuple[str, ...] = ()
    test_part: tuple[int, int] | None = None


def data_code(info: DataSetInfo, options: Config) -> DataCode:
    """Returns the statements for a data set under its options."""
    return _WRITERS[info.name](info, options)


def _shape(info: DataSetInfo, feature: int = 0) -> str:
    return ", ".join(["-1", *(repr(size) for size in info.inputs[feature].shape)])


def _given(options: Config, *names: str) -> list[str]:
    return [f"{name}={options[name]!r}" for name in names]


def _digits(info: DataSetInfo, options: Config) -> DataCode:
    lines = (
        "digits = load_digits()",
        f'images = digits.images.reshape({_shape(info)}).astype("float32")',
        "digit = digits.target",
    )
    return DataCode((_SKLEARN + "load_digits",), lines, {})


_ENLARGED = "enlarge(digits.images, size=28, maximum=16)"


def _digits28(info: DataSetInfo, options: Config) -> DataCode:
    lines = (
        "digits = load_digits()",
        f"images = {_ENLARGED}.reshape({_shape(info)})",
        "digit = digits.target",
    )
    return DataCode((_SKLEARN + "load_digits",), lines, {}, (carried_functions()["enlarge"],))


def _two_heads(info: DataSetInfo, options: Config) -> DataCode:
    code = _digits28(info, options)
    return replace(code, lines=(*code.lines, "parity = (digit % 2).reshape(-1, 1)"))


def _pairs(info: DataSetInfo, options: Config) -> DataCode:
    made = call("make_digit_pairs", "images", "digits.target", *_given(options, "samples", "seed"))
    lines = (
        "digits = load_digits()",
        f"images = {_ENLARGED}",
        *lay_out(Joined(("left, right, same = ", made)), indent=0),
        f"left = left.reshape({_shape(info, 0)})",
        f"right = right.reshape({_shape(info, 1)})",
    )
    return DataCode(
        (_SKLEARN + "load_digits",),
        lines,
        {},
        (carried_functions()["enlarge"], carried_functions()["make_digit_pairs"]),
    )


def _table(loader: str, arguments: str, feature: str, target: str, answers: str) -> Callable[..., DataCode]:
    lines = (
        f"table = {loader}({arguments})",
        f'{feature} = table.data.astype("float32")',
        f"{target} = {answers}",
    )
    return lambda info, options: DataCode((_SKLEARN + loader,), lines, {})


def _two_tables(info: DataSetInfo, options: Config) -> DataCode:
    lines = (
        "table = load_wine()",
        'acids = table.data[:, [0, 1, 2, 3, 4, 12]].astype("float32")',
        'colour = table.data[:, 5:12].astype("float32")',
        "cultivar = table.target",
    )
    return DataCode((_SKLEARN + "load_wine",), lines, {})


def _plane(maker: str, *extra: str) -> Callable[..., DataCode]:
    def write(info: DataSetInfo, options: Config) -> DataCode:
        noise, seed = f"noise={options['noise']!r}", f"random_state={options['seed']!r}"
        made = Joined(("points, side = ", call(maker, repr(options["samples"]), noise, seed, *extra)))
        lines = (*lay_out(made, indent=0), 'points = points.astype("float32")', "side = side.reshape(-1, 1)")
        return DataCode((_SKLEARN + maker,), lines, {})

    return write


def _made(maker: str, feature: str, target: str, *names: str) -> Callable[..., DataCode]:
    """Returns the writer of a set that a function of ours makes from the named options."""
    variable = {"next": "following", "reversed": "reversed_tokens"}.get(target, target)

    def write(info: DataSetInfo, options: Config) -> DataCode:
        made = Joined((f"{feature}, {variable} = ", call(maker, *_given(options, *names))))
        renamed = {target: variable} if variable != target else {}
        return DataCode((), tuple(lay_out(made, indent=0)), renamed, (carried_functions()[maker],))

    return write


def _keras_set(
    arguments: Callable[[Config], str], *, shaping: Callable[[DataSetInfo], list[str]]
) -> Callable[..., DataCode]:
    def write(info: DataSetInfo, options: Config) -> DataCode:
        feature, target = info.inputs[0].name, {"class": "labels"}.get(info.targets[0].name, info.targets[0].name)
        count, tests = info.samples, info.test_samples
        lines = [
            f"train_part, test_part = keras.datasets.{info.name}.load_data({arguments(options)})",
            f"{feature} = np.concatenate((train_part[0][:{count}], test_part[0][:{tests}]))",
            f"{target} = np.concatenate((train_part[1][:{count}], test_part[1][:{tests}]))",
            *shaping(info),
        ]
        return DataCode((), tuple(lines), {"class": "labels"}, test_part=(count, count + tests))

    return write


def _shape_images(info: DataSetInfo) -> list[str]:
    return [f'images = images.reshape({_shape(info)}).astype("float32")', "labels = labels.reshape(-1)"]


def _shape_texts(info: DataSetInfo) -> list[str]:
    length = info.inputs[0].shape[0]
    target = info.targets[0].name
    lines = [f"words = keras.utils.pad_sequences(words, maxlen={length})"]
    return lines + ([f"{target} = {target}.reshape(-1, 1)"] if info.targets[0].kind == "binary" else [])


def _shape_housing(info: DataSetInfo) -> list[str]:
    return ['district = district.astype("float32")', "value = value.reshape(-1, 1) / 100_000"]


_IMAGES = _keras_set(lambda options: "", shaping=_shape_images)
_TEXTS = _keras_set(lambda options: f"num_words={options['vocabulary']!r}", shaping=_shape_texts)


def _label_mode(options: Config) -> str:
    return f'label_mode="{"coarse" if options["labels"] == "coarse" else "fine"}"'


def _version(options: Config) -> str:
    return f'version="{"small" if options["version"] == "small" else "large"}"'


_WRITERS: dict[str, Callable[[DataSetInfo, Config], DataCode]] = {
    "digits": _digits,
    "digits28": _digits28,
    "digits_two_heads": _two_heads,
    "digit_pairs": _pairs,
    "iris": _table("load_iris", "", "measurements", "species", "table.target"),
    "wine": _table("load_wine", "", "chemistry", "cultivar", "table.target"),
    "wine_two_tables": _two_tables,
    "breast_cancer": _table("load_breast_cancer", "", "measurements", "diagnosis", "table.target.reshape(-1, 1)"),
    "diabetes": _table("load_diabetes", "scaled=False", "patient", "progression", "table.target.reshape(-1, 1) / 100"),
    "moons": _plane("make_moons"),
    "circles": _plane("make_circles", "factor=0.5"),
    "xor": _made("make_xor", "points", "side", "samples", "noise", "seed"),
    "spirals": _made("make_spirals", "points", "arm", "samples", "arms", "noise", "seed"),
    "sine": _made("make_sine", "window", "next", "samples", "window", "horizon", "noise", "seed"),
    "token_order": _made("make_token_order", "tokens", "first", "samples", "length", "vocabulary", "seed"),
    "token_reverse": _made("make_token_reverse", "tokens", "reversed", "samples", "length", "vocabulary", "seed"),
    "mnist": _IMAGES,
    "fashion_mnist": _IMAGES,
    "cifar10": _IMAGES,
    "cifar100": _keras_set(_label_mode, shaping=_shape_images),
    "imdb": _TEXTS,
    "reuters": _TEXTS,
    "california_housing": _keras_set(_version, shaping=_shape_housing),
}
