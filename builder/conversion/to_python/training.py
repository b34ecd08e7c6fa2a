"""The training of a network as Python statements, section by section: data, model, fit, curves, evaluation, saving."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from builder.catalog import load_catalog
from builder.catalog.specs import LossEntry
from builder.conversion.errors import IncompleteRecipeError
from builder.conversion.to_python.calls import keyword
from builder.conversion.to_python.data import DataCode, data_code
from builder.conversion.to_python.layout import Expression, Run, call, lay_out, sequence
from builder.conversion.to_python.values import arguments_of_call, quoted
from builder.data import Binding, DataSetInfo, bind, describe
from builder.data.options import resolve_options
from builder.network import DataBinding, Network, ObjectSpec
from builder.network.topology import input_ids, output_endpoints

TEST_SHARE = 0.1
BATCH_SIZE = 32
EPOCHS = 10
VALIDATION_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class Section:
    """Statements that belong together; what to call them is for a heading."""

    title: str
    lines: tuple[str, ...]

    def text(self, *, comments: bool) -> str:
        """Returns the statements, under their title where comments are wanted."""
        heading = f"# {self.title}\n" if comments else ""
        return heading + "\n".join(self.lines) + "\n"


@dataclass(frozen=True, slots=True)
class TrainingSource:
    """What stands before the model and after it, and what both need to import."""

    imports: tuple[str, ...]
    before: tuple[Section, ...]
    after: tuple[Section, ...]

    @property
    def sections(self) -> tuple[Section, ...]:
        return self.before + self.after


def training_source(network: Network, model: str) -> TrainingSource:
    """Returns the statements that load the data of the network's recipe and train the model by it.

    Args:
        model: the expression that builds the model.

    Raises:
        IncompleteRecipeError: the network has no data, or an output has no loss.
    """
    binding = network.recipe.data
    if binding is None:
        raise IncompleteRecipeError("This network has no data to learn from. Choose a data set first.")
    writer = _Writer(network, binding)
    return TrainingSource(writer.imports(), writer.before(), writer.after(model))


class _Writer:
    def __init__(self, network: Network, binding: DataBinding) -> None:
        self._network = network
        self._recipe = network.recipe
        self._info: DataSetInfo = describe(binding.dataset, binding.options)
        options = resolve_options(self._info.title, self._info.options, binding.options)
        self._code: DataCode = data_code(self._info, options)
        self._bound: Binding = bind(network, self._info, binding)
        self._outputs = [endpoint.node for endpoint in output_endpoints(network)]
        for node_id in input_ids(network):
            if node_id not in self._bound.inputs:
                raise IncompleteRecipeError(f"The Input {self._title(node_id)} gets no data.")
        for node_id in self._outputs:
            if node_id not in self._recipe.losses or node_id not in self._bound.targets:
                raise IncompleteRecipeError(f"The output {self._title(node_id)} has no loss or nothing to learn.")

    def imports(self) -> tuple[str, ...]:
        split = "from sklearn.model_selection import train_test_split"
        return tuple(sorted({"import numpy as np", *self._code.imports, *([split] if self._splits() else [])}))

    def before(self) -> tuple[Section, ...]:
        return (
            Section("Data", self._code.lines),
            Section("Training, validation and test part", tuple(self._split_lines())),
        )

    def after(self, model: str) -> tuple[Section, ...]:
        seed = [f"keras.utils.set_random_seed({self._recipe.seed})"] if self._recipe.seed is not None else []
        return (
            Section("Training", (*seed, f"model = {model}", "model.summary()", *self._compile(), *self._fit())),
            Section("Curves", _CURVES),
            Section("Evaluation", self._evaluate()),
            Section("Saving", ('model.save("model.keras")',)),
        )

    def _title(self, node_id: str) -> str:
        return f'"{self._network.nodes_by_id[node_id].title}"'

    def _name(self, array: str) -> str:
        return self._code.names.get(array, array)

    def _validation_share(self) -> float:
        share = self._recipe.validation_share
        return VALIDATION_SHARE if share is None else share

    def _splits(self) -> bool:
        return self._code.test_part is None or self._validation_share() > 0

    def _split_lines(self) -> list[str]:
        target = self._name(self._info.targets[0].name)
        classes = next((self._name(t.name) for t in self._info.targets if t.kind in ("classes", "binary")), None)
        seed = self._recipe.seed or 0
        lines: list[str] = []
        if self._code.test_part is None:
            lines += [f"rows = np.arange(len({target}))"]
            lines += _split("rest, test", "rows", TEST_SHARE, classes, seed)
        else:
            start, end = self._code.test_part
            lines += [f"rest, test = np.arange({start}), np.arange({start}, {end})"]
        share = self._validation_share()
        if share > 0:
            lines += _split("train, validation", "rest", share, f"{classes}[rest]" if classes else None, seed)
        else:
            lines += ["train = rest"]
        lines += self._scaling()
        for info in self._info.targets:
            if info.one_hot:
                name = self._name(info.name)
                lines += [f"{name} = keras.utils.to_categorical({name}, {len(info.classes)})"]
        return lines

    def _scaling(self) -> list[str]:
        lines: list[str] = []
        for feature in self._info.inputs:
            name, axis = self._name(feature.name), "axis=0" if feature.names else ""
            if self._info.scaling == "none" or feature.vocabulary is not None:
                continue
            if self._info.scaling == "standard":
                lines += [f"mean, std = {name}[train].mean({axis}), {name}[train].std({axis})"]
                lines += [f"{name} = ({name} - mean) / np.where(std > 0, std, 1)"]
            elif feature.minimum == 0 and feature.maximum is not None:
                lines += [f"{name} = {name} / {feature.maximum:g}"]
            else:
                lines += [f"low, high = {name}[train].min({axis}), {name}[train].max({axis})"]
                lines += [f"{name} = ({name} - low) / np.where(high > low, high - low, 1)"]
        return lines

    def _arrays(self, part: str) -> tuple[Expression, Expression]:
        inputs = [f"{self._name(self._bound.inputs[node_id])}[{part}]" for node_id in input_ids(self._network)]
        targets = [f"{self._name(self._bound.targets[node_id])}[{part}]" for node_id in self._outputs]
        return _several(inputs, self._network.input_keys), _several(targets, self._network.output_keys)

    def _compile(self) -> list[str]:
        recipe, keys = self._recipe, self._network.output_keys
        losses = [_made("losses", recipe.losses[node_id]) for node_id in self._outputs]
        metrics = [
            sequence(tuple(_made("metrics", spec) for spec in recipe.metrics.get(node_id, ())))
            for node_id in self._outputs
        ]
        count = len(self._outputs)
        optimizer = _made("optimizers", recipe.optimizer or ObjectSpec(class_name="Adam"))
        arguments = [keyword("optimizer", optimizer), keyword("loss", _several(losses, keys))]
        if count > 1 or any(recipe.loss_weights.get(node_id, 1) != 1 for node_id in self._outputs):
            weights = [f"{recipe.loss_weights.get(node_id, 1):g}" for node_id in self._outputs]
            shares = [f"{weight} / {count}" if count > 1 else weight for weight in weights]
            arguments.append(keyword("loss_weights", _several(shares, keys)))
        if any(recipe.metrics.get(node_id) for node_id in self._outputs):
            arguments.append(keyword("metrics", _several(metrics, keys)))
        return lay_out(call("model.compile", *arguments), indent=0)

    def _fit(self) -> list[str]:
        inputs, targets = self._arrays("train")
        arguments: list[Expression] = [inputs, targets]
        if self._validation_share() > 0:
            arguments.append(keyword("validation_data", sequence(self._arrays("validation"), brackets="()")))
        arguments.append(f"epochs={self._recipe.epochs or EPOCHS}")
        arguments.append(f"batch_size={self._recipe.batch_size or BATCH_SIZE}")
        if self._recipe.callbacks:
            made = tuple(_made("callbacks", spec) for spec in self._recipe.callbacks)
            arguments.append(keyword("callbacks", sequence(made)))
        return lay_out(Run(("history = ", call("model.fit", *arguments))), indent=0)

    def _evaluate(self) -> tuple[str, ...]:
        inputs, targets = self._arrays("test")
        results = Run(("results = ", call("model.evaluate", inputs, targets, "return_dict=True")))
        loop = ("for name, value in results.items():", '    print(f"{name}: {value:.4f}")')
        return (*lay_out(results, indent=0), *loop)


_CURVES = (
    "try:",
    "    import matplotlib.pyplot as plt",
    "except ImportError:",
    '    print("Install matplotlib to see the curves.")',
    "else:",
    "    for name, values in history.history.items():",
    "        plt.plot(range(1, len(values) + 1), values, label=name)",
    '    plt.xlabel("epoch")',
    "    plt.legend()",
    "    plt.show()",
)


def _split(targets: str, rows: str, share: float, classes: str | None, seed: int) -> list[str]:
    arguments = [rows, f"test_size={share!r}", *([f"stratify={classes}"] if classes else []), f"random_state={seed}"]
    return lay_out(Run((f"{targets} = ", call("train_test_split", *arguments))), indent=0)


def _made(family: str, spec: ObjectSpec) -> Expression:
    """Returns the object as a call, or by its name where it has one and no arguments."""
    entry = getattr(load_catalog(), family)[spec.class_name]
    arguments = arguments_of_call(entry.arguments, spec.config)
    if not arguments and isinstance(entry, LossEntry) and entry.alias:
        return quoted(entry.alias)
    return call(f"keras.{family}.{spec.class_name}", *arguments)


def _several(values: Iterable[Expression], keys: Sequence[str]) -> Expression:
    items = tuple(values)
    if keys:
        return sequence(
            tuple(Run((f"{quoted(key)}: ", item)) for key, item in zip(keys, items, strict=True)), brackets="{}"
        )
    return items[0] if len(items) == 1 else sequence(items)
