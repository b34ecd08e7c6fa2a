"""The training of a network as Python statements, section by section: data, model, fit, curves, evaluation, saving."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from builder.catalog import load_catalog
from builder.catalog.specs import LossEntry
from builder.conversion.errors import IncompleteRecipeError
from builder.conversion.to_python.calls import keyword
from builder.conversion.to_python.data import data_code
from builder.conversion.to_python.layout import Expression, Joined, call, lay_out, sequence
from builder.conversion.to_python.values import arguments_of_call, quoted
from builder.data import DataError, DataSetInfo, describe, plan_split
from builder.data.options import resolve_options
from builder.engine.report import Report
from builder.network import DataBinding, Network, ObjectSpec, Problem
from builder.network.names import layer_names
from builder.network.topology import input_ids, output_endpoints
from builder.recipe import completed, find_recipe_problems
from builder.recipe.adapting import feeding_input, in_order
from builder.recipe.metrics import ACCURACY, accuracy_class, metric_names


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


def training_source(
    network: Network, model: str, report: Report | None = None, *, kept_layers: int = 0
) -> TrainingSource:
    """Returns the statements that load the data of the network's recipe and train the model by it.

    Args:
        model: the expression that builds the model.
        report: what checking the network found, by which gaps of its recipe are filled as a training here fills them;
            without it the recipe must have none.
        kept_layers: in how many layers a training here begins with kept weights.

    Raises:
        IncompleteRecipeError: the network has no data, its recipe says too little, or it would not train.
    """
    if network.recipe.data is None:
        raise IncompleteRecipeError("This network has no data to learn from. Choose a data set first.")
    try:
        whole = network if report is None else completed(network, report)
        info = describe(network.recipe.data.dataset, network.recipe.data.options)
    except DataError as error:
        raise IncompleteRecipeError(str(error)) from error
    if report is not None:
        _refuse(find_recipe_problems(whole, report, whole.recipe, info))
    writer = _Writer(whole, info)
    return TrainingSource(writer.imports(), writer.before(), writer.after(model, kept_layers))


def _refuse(problems: Sequence[Problem]) -> None:
    first = next((problem for problem in problems if problem.severity == "error"), None)
    if first is not None:
        raise IncompleteRecipeError(f"It would not train: {first.message} {first.hint}".rstrip())


class _Writer:
    """Writes by a recipe that says everything; decides nothing itself."""

    def __init__(self, network: Network, info: DataSetInfo) -> None:
        self._network = network
        self._recipe = recipe = network.recipe
        self._info = info
        self._bound = bound = recipe.data or DataBinding(dataset=info.name)
        self._code = data_code(info, resolve_options(info.title, info.options, bound.options))
        self._outputs = [endpoint.node for endpoint in output_endpoints(network)]
        self._find_gaps()
        self._plan = plan_split(info, validation_share=recipe.validation_share or 0.0, seed=recipe.seed or 0)

    def _find_gaps(self) -> None:
        """Raises IncompleteRecipeError where the recipe leaves something open."""
        for node_id in input_ids(self._network):
            if self._info.feature(self._bound.inputs.get(node_id, "")) is None:
                raise IncompleteRecipeError(f"The Input {self._title(node_id)} gets no data.")
        for node_id in self._outputs:
            if self._info.target(self._bound.targets.get(node_id, "")) is None:
                raise IncompleteRecipeError(f"The output {self._title(node_id)} has nothing to learn.")
            if node_id not in self._recipe.losses:
                raise IncompleteRecipeError(f"The output {self._title(node_id)} has no loss.")
        for name in ("optimizer", "epochs", "batch_size", "validation_share", "seed"):
            if getattr(self._recipe, name) is None:
                raise IncompleteRecipeError(f"The recipe says nothing of the {name.replace('_', ' ')}.")

    def imports(self) -> tuple[str, ...]:
        split = "from sklearn.model_selection import train_test_split"
        draws = self._plan.test_share or self._plan.validation_share
        return tuple(sorted({"import numpy as np", *self._code.imports, *([split] if draws else [])}))

    def before(self) -> tuple[Section, ...]:
        functions = "\n\n\n".join(self._code.functions)
        data = (*functions.split("\n"), "", "", *self._code.lines) if functions else self._code.lines
        return (
            Section("Data", data),
            Section("Training, validation and test part", tuple(self._split_lines())),
        )

    def after(self, model: str, kept_layers: int) -> tuple[Section, ...]:
        seed = f"keras.utils.set_random_seed({self._recipe.seed})"
        steps = (*self._compile(), *self._adapt(), *self._fit())
        return (
            Section("Training", (seed, f"model = {model}", *_kept(kept_layers), "model.summary()", *steps)),
            Section("Curves", _CURVES),
            Section("Evaluation", self._evaluate()),
            Section("Saving", ('model.save("model.keras")',)),
        )

    def _title(self, node_id: str) -> str:
        return f'"{self._network.nodes_by_id[node_id].title}"'

    def _name(self, array: str) -> str:
        return self._code.names.get(array, array)

    def _split_lines(self) -> list[str]:
        plan = self._plan
        lines: list[str] = []
        if self._code.test_part is None:
            lines += [f"rows = np.arange(len({self._name(self._info.targets[0].name)}))"]
            lines += self._draw("rest, test", "rows", plan.test_share, plan.test_by)
        else:
            start, end = self._code.test_part
            lines += [f"rest, test = np.arange({start}), np.arange({start}, {end})"]
        if plan.validation_share > 0:
            lines += self._draw("train, validation", "rest", plan.validation_share, plan.validation_by)
        else:
            lines += ["train = rest"]
        lines += self._scaling()
        for info in self._info.targets:
            if info.one_hot:
                name = self._name(info.name)
                lines += [f"{name} = keras.utils.to_categorical({name}, {len(info.classes)})"]
        return lines

    def _draw(self, parts: str, rows: str, share: float, by: str | None) -> list[str]:
        arguments = [rows, f"test_size={share!r}"]
        if by is not None:
            classes = self._name(by)
            arguments.append(f"stratify={classes if rows == 'rows' else f'{classes}[{rows}]'}")
        arguments.append(f"random_state={self._plan.seed}")
        return lay_out(Joined((f"{parts} = ", call("train_test_split", *arguments))), indent=0)

    def _scaling(self) -> list[str]:
        """Writes what :mod:`builder.data.scaling` does: measured in float64 on the training part, kept as float32."""
        lines: list[str] = []
        for feature in self._info.inputs:
            name, axis = self._name(feature.name), "axis=0, " if feature.names else ""
            if self._info.scaling == "none" or feature.vocabulary is not None:
                continue
            if self._info.scaling == "standard":
                lines += [f'mean = {name}[train].mean({axis}dtype="float64")']
                lines += [f'std = {name}[train].std({axis}dtype="float64")']
                scaled = f"({name} - mean) / np.where(std > 0, std, 1)"
            elif feature.minimum == 0 and feature.maximum is not None:
                lines += [f"{name} = {name} / {feature.maximum:g}"]
                continue
            else:
                axis = axis.removesuffix(", ")
                lines += [f'low = {name}[train].min({axis}).astype("float64")']
                lines += [f'high = {name}[train].max({axis}).astype("float64")']
                scaled = f"({name} - low) / np.where(high > low, high - low, 1)"
            lines += [f"{name} = {scaled}", f'{name} = {name}.astype("float32")']
        return lines

    def _arrays(self, part: str) -> tuple[Expression, Expression]:
        inputs = [f"{self._name(self._bound.inputs[node_id])}[{part}]" for node_id in input_ids(self._network)]
        targets = [f"{self._name(self._bound.targets[node_id])}[{part}]" for node_id in self._outputs]
        return _several(inputs, self._network.input_keys), _several(targets, self._network.output_keys)

    def _compile(self) -> list[str]:
        recipe, keys = self._recipe, self._network.output_keys
        losses = [_made("losses", recipe.losses[node_id]) for node_id in self._outputs]
        metrics = [sequence(self._metrics(node_id)) for node_id in self._outputs]
        count = len(self._outputs)
        optimizer = _made("optimizers", recipe.optimizer or ObjectSpec(class_name="Adam"))
        arguments = [keyword("optimizer", optimizer), keyword("loss", _several(losses, keys))]
        if count > 1 or any(recipe.loss_weights.get(node_id, 1) != 1 for node_id in self._outputs):
            weights = [_number(recipe.loss_weights.get(node_id, 1.0)) for node_id in self._outputs]
            shares = [f"{weight} / {count}" if count > 1 else weight for weight in weights]
            arguments.append(keyword("loss_weights", _several(shares, keys)))
        if any(recipe.metrics.get(node_id) for node_id in self._outputs):
            arguments.append(keyword("metrics", _several(metrics, keys)))
        return lay_out(call("model.compile", *arguments), indent=0)

    def _metrics(self, node_id: str) -> tuple[Expression, ...]:
        specs = self._recipe.metrics.get(node_id, ())
        owner = self._network.owner(self._network.nodes_by_id[node_id])
        accuracy = accuracy_class(self._recipe.losses.get(node_id), owner.config.get("units"))
        return tuple(_metric(spec, name, accuracy) for spec, name in zip(specs, metric_names(specs), strict=True))

    def _adapt(self) -> list[str]:
        """Writes what lets layers measure the training part, those that prepare the data of others first."""
        lines: list[str] = []
        names = layer_names(self._network)
        for node_id in in_order(self._network, self._recipe.adapted):
            layer = f"model.get_layer({quoted(names[node_id])})"
            source = feeding_input(self._network, node_id)
            if source is not None:
                array = f"{self._name(self._bound.inputs[source])}[train]"
                lines += lay_out(call(f"{layer}.adapt", array), indent=0)
                continue
            given = self._arrays("train")[0]
            lines += [f"layer = {layer}"]
            made = call("keras.Model(model.inputs, layer.input).predict", given, "verbose=0")
            lines += lay_out(call("layer.adapt", made), indent=0)
        return lines

    def _fit(self) -> list[str]:
        inputs, targets = self._arrays("train")
        arguments: list[Expression] = [inputs, targets]
        if self._plan.validation_share > 0:
            arguments.append(keyword("validation_data", sequence(self._arrays("validation"), brackets="()")))
        arguments += [f"epochs={self._recipe.epochs}", f"batch_size={self._recipe.batch_size}"]
        if self._recipe.class_weight:
            weights = sorted(self._recipe.class_weight.items())
            items = tuple(f"{number}: {_number(weight)}" for number, weight in weights)
            arguments.append(keyword("class_weight", sequence(items, brackets="{}")))
        if self._recipe.callbacks:
            made = tuple(_made("callbacks", spec) for spec in self._recipe.callbacks)
            arguments.append(keyword("callbacks", sequence(made)))
        return lay_out(Joined(("history = ", call("model.fit", *arguments))), indent=0)

    def _evaluate(self) -> tuple[str, ...]:
        inputs, targets = self._arrays("test")
        batch_size = f"batch_size={self._recipe.batch_size}"
        results = Joined(
            (
                "results = ",
                call("model.evaluate", inputs, targets, batch_size, "return_dict=True"),
            )
        )
        loop = ("for name, value in results.items():", '    print(f"{name}: {np.round(value, 4)}")')
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


def _kept(layers: int) -> tuple[str, ...]:
    """Returns the comment that says how a training here begins otherwise, and how to begin likewise."""
    if not layers:
        return ()
    which = "one layer begins" if layers == 1 else f"{layers} layers begin"
    return (
        f"# In Layerloom {which} with kept weights; here every layer begins fresh. To begin as there, export",
        '# the Keras file with the kept weights and load it here: model.load_weights("network.keras")',
    )


def _number(value: float) -> str:
    return repr(int(value)) if value.is_integer() else repr(value)


def _made(family: str, spec: ObjectSpec) -> Expression:
    """Returns the object as a call, or by its name where it has one and no arguments."""
    entry = getattr(load_catalog(), family)[spec.class_name]
    arguments = arguments_of_call(entry.arguments, spec.config)
    if not arguments and isinstance(entry, LossEntry) and entry.alias:
        return quoted(entry.alias)
    return call(f"keras.{family}.{spec.class_name}", *arguments)


def _metric(spec: ObjectSpec, name: str, accuracy: str | None) -> Expression:
    """Returns the metric as Python, so that Keras logs it under ``name``: a string wherever one says the same.

    Args:
        accuracy: the class that "accuracy" stands for at this output, if that is known.
    """
    entry = load_catalog().metrics[spec.class_name]
    config = {argument: value for argument, value in spec.config.items() if argument != "name"}
    words = {entry.class_name, entry.alias, *entry.aliases}
    says_all = name in words or (spec.class_name == accuracy and name.lower() in ACCURACY)
    if says_all and not arguments_of_call(entry.arguments, config):
        return quoted(name)
    if name != entry.logged or entry.numbered:  # Keras numbers such objects anew in every process and notebook cell
        config["name"] = name
    return call(f"keras.metrics.{spec.class_name}", *arguments_of_call(entry.arguments, config))


def _several(values: Iterable[Expression], keys: Sequence[str]) -> Expression:
    items = tuple(values)
    if keys:
        return sequence(
            tuple(Joined((f"{quoted(key)}: ", item)) for key, item in zip(keys, items, strict=True)), brackets="{}"
        )
    return items[0] if len(items) == 1 else sequence(items)
