"""Python source that loads a data set, as a person would write it with scikit-learn, Keras and NumPy.

Values of options are numbers, truths and choices, checked before; they become code through ``repr`` alone.
"""

from collections.abc import Callable
from dataclasses import dataclass

from builder.conversion.to_python.layout import Run, call, lay_out
from builder.data.info import DataSetInfo
from builder.network.record import Config

_SKLEARN = "from sklearn.datasets import "


@dataclass(frozen=True, slots=True)
class DataCode:
    """Statements that leave every feature and target in a variable; ``names`` say in which, where names differ."""

    imports: tuple[str, ...]
    lines: tuple[str, ...]
    names: dict[str, str]
    test_part: tuple[int, int] | None = None
    """The rows of the test part that the set brings along."""


def data_code(info: DataSetInfo, options: Config) -> DataCode:
    """Returns the statements for a data set under its options."""
    return _WRITERS[info.name](info, options)


def _shape(info: DataSetInfo, feature: int = 0) -> str:
    return ", ".join(["-1", *(repr(size) for size in info.inputs[feature].shape)])


def _digits(info: DataSetInfo, options: Config) -> DataCode:
    lines = (
        "digits = load_digits()",
        f'images = digits.images.reshape({_shape(info)}).astype("float32")',
        "digit = digits.target",
    )
    return DataCode((_SKLEARN + "load_digits",), lines, {})


_ENLARGE = (
    "def enlarge(image, size=28):",
    "    picture = Image.fromarray(image.astype(np.float32))",
    "    enlarged = picture.resize((size, size), Image.Resampling.BICUBIC)",
    "    return np.clip(np.asarray(enlarged), 0, 16)",
    "",
    "",
    "digits = load_digits()",
)
_ENLARGED_IMPORTS = ("from PIL import Image", _SKLEARN + "load_digits")


def _digits28(info: DataSetInfo, options: Config) -> DataCode:
    images = (
        "images = np.stack([enlarge(image) for image in digits.images])",
        f"images = images.reshape({_shape(info)})",
        "digit = digits.target",
    )
    return DataCode(_ENLARGED_IMPORTS, (*_ENLARGE, *images), {})


def _two_heads(info: DataSetInfo, options: Config) -> DataCode:
    code = _digits28(info, options)
    return DataCode(code.imports, (*code.lines, "parity = (digit % 2).reshape(-1, 1)"), {})


def _pairs(info: DataSetInfo, options: Config) -> DataCode:
    lines = (
        *_ENLARGE,
        "images = np.stack([enlarge(image) for image in digits.images])",
        "rows_of = [np.flatnonzero(digits.target == digit) for digit in range(10)]",
        f"random = np.random.default_rng({options['seed']!r})",
        f"same = random.permutation(np.arange({options['samples']!r}) % 2)",
        "first = random.integers(0, 10, size=len(same))",
        "other = (first + random.integers(1, 10, size=len(same))) % 10",
        "second = np.where(same == 1, first, other)",
        f"left = images[[random.choice(rows_of[d]) for d in first]].reshape({_shape(info, 0)})",
        f"right = images[[random.choice(rows_of[d]) for d in second]].reshape({_shape(info, 1)})",
        "same = same.reshape(-1, 1)",
    )
    return DataCode(_ENLARGED_IMPORTS, lines, {})


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
        made = Run(("points, side = ", call(maker, repr(options["samples"]), noise, seed, *extra)))
        return DataCode((_SKLEARN + maker,), (*lay_out(made, indent=0), "side = side.reshape(-1, 1)"), {})

    return write


def _random(options: Config) -> str:
    return f"random = np.random.default_rng({options['seed']!r})"


def _xor(info: DataSetInfo, options: Config) -> DataCode:
    lines = (
        _random(options),
        f"points = random.uniform(-1, 1, size=({options['samples']!r}, 2))",
        "side = ((points[:, 0] > 0) != (points[:, 1] > 0)).astype(int).reshape(-1, 1)",
        f"points = points + random.normal(scale={options['noise']!r}, size=points.shape)",
    )
    return DataCode((), lines, {})


def _spirals(info: DataSetInfo, options: Config) -> DataCode:
    lines = (
        _random(options),
        f"arm = random.permutation(np.arange({options['samples']!r}) % {options['arms']!r})",
        "radius = np.sqrt(random.uniform(0.01, 1, size=len(arm)))",
        f"angle = 2 * np.pi * (1.25 * radius + arm / {options['arms']!r})",
        "points = np.column_stack((radius * np.cos(angle), radius * np.sin(angle)))",
        f"points += random.normal(scale={options['noise']!r}, size=points.shape)",
    )
    return DataCode((), lines, {})


def _sine(info: DataSetInfo, options: Config) -> DataCode:
    window = options["window"]
    lines = (
        _random(options),
        f"samples, steps = {options['samples']!r}, {window!r} + {options['horizon']!r}",
        "period = random.uniform(8, 24, size=(samples, 1))",
        "phase = random.uniform(0, 2 * np.pi, size=(samples, 1))",
        "height = random.uniform(0.5, 1, size=(samples, 1))",
        "waves = height * np.sin(2 * np.pi * np.arange(steps) / period + phase)",
        f"waves += random.normal(scale={options['noise']!r}, size=waves.shape)",
        f"window, following = waves[:, :{window!r}, None], waves[:, {window!r}:]",
    )
    return DataCode((), lines, {"next": "following"})


def _order(info: DataSetInfo, options: Config) -> DataCode:
    lines = (
        _random(options),
        f"samples, length = {options['samples']!r}, {options['length']!r}",
        f"tokens = random.integers(3, {options['vocabulary']!r}, size=(samples, length))",
        "order = random.permuted(np.tile(np.arange(length), (samples, 1)), axis=1)",
        "places = np.sort(order[:, :2], axis=1)",
        "first = random.permutation(np.arange(samples) % 2)",
        "tokens[np.arange(samples), places[:, 0]] = 1 + first",
        "tokens[np.arange(samples), places[:, 1]] = 2 - first",
        "first = first.reshape(-1, 1)",
    )
    return DataCode((), lines, {})


def _reverse(info: DataSetInfo, options: Config) -> DataCode:
    lines = (
        _random(options),
        f"size = ({options['samples']!r}, {options['length']!r})",
        f"tokens = random.integers(1, {options['vocabulary']!r}, size=size)",
        "reversed_tokens = tokens[:, ::-1]",
    )
    return DataCode((), lines, {"reversed": "reversed_tokens"})


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
        return DataCode((), tuple(lines), {"class": "labels"}, (count, count + tests))

    return write


def _shape_images(info: DataSetInfo) -> list[str]:
    return [f'images = images.reshape({_shape(info)}).astype("float32")', "labels = labels.reshape(-1)"]


def _shape_texts(info: DataSetInfo) -> list[str]:
    length = info.inputs[0].shape[0]
    target = info.targets[0].name
    lines = [f"words = keras.utils.pad_sequences(words, maxlen={length})"]
    return lines + ([f"{target} = {target}.reshape(-1, 1)"] if info.targets[0].kind == "binary" else [])


def _shape_housing(info: DataSetInfo) -> list[str]:
    return ["value = value.reshape(-1, 1) / 100_000"]


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
    "xor": _xor,
    "spirals": _spirals,
    "sine": _sine,
    "token_order": _order,
    "token_reverse": _reverse,
    "mnist": _IMAGES,
    "fashion_mnist": _IMAGES,
    "cifar10": _IMAGES,
    "cifar100": _keras_set(_label_mode, shaping=_shape_images),
    "imdb": _TEXTS,
    "reuters": _TEXTS,
    "california_housing": _keras_set(_version, shaping=_shape_housing),
}
