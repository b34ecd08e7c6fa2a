"""Writes a network as the Python source that a person would write. Needs no Keras, only the catalogue."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from builder.conversion.errors import InvalidNetworkError
from builder.conversion.plan import used_part
from builder.conversion.source_problems import find_source_problems, sound_part
from builder.conversion.to_python.blocks import Blocks, Family
from builder.conversion.to_python.bodies import parameter_text
from builder.conversion.to_python.comments import Comments
from builder.conversion.to_python.function import FunctionWriter
from builder.conversion.to_python.layer_names import given_names, model_name
from builder.conversion.to_python.layout import Bracketed, Joined
from builder.conversion.to_python.names import MODULES, RESERVED
from builder.conversion.to_python.source import FunctionSource, Span
from builder.conversion.to_python.steps import steps_of
from builder.conversion.to_python.training import TrainingSource, training_source
from builder.conversion.to_python.unread import names_in
from builder.engine.report import Report
from builder.network import Graph, Network
from builder.network.blocks import blocks_inside, model_nodes

Parts = Literal["model", "training"]

BUILD_MODEL = "build_model"
_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'')
_MODULE = re.compile(rf"(?<![\w.])({'|'.join(sorted(MODULES))})\.")


@dataclass(frozen=True, slots=True)
class PythonSource:
    """A module's text, and for each node the first and the last line, counted from 1, where it is written.

    ``functions`` are the part of it that builds the model, ``training`` what stands around them, if anything.
    """

    text: str
    lines: dict[str, Span]
    functions: str
    training: TrainingSource | None = None


def to_python(network: Network, *, parts: Parts = "model", comments: bool = False, report: Report | None = None) -> str:
    """Returns the source of a module that defines ``build_model() -> keras.Model``.

    The model is the one that :func:`builder.public.to_keras` builds: a Sequential for a plain stack, else
    functional; layers keep the names that people gave them. What repeats is a function or a loop.

    Args:
        network: one without mistakes that show without Keras. What leads to no output is left out.
        parts: "model" writes the function alone; "training" adds what loads the data, trains the model by the network's
            recipe and judges it.
        comments: say in short comments where branches begin and meet.
        report: what checking the network found, for comments to tell shapes, and to fill the gaps of a recipe; without
            it a recipe must say everything.

    Returns:
        The text of the module, its imports included. It imports nothing of Layerloom.

    Raises:
        InvalidNetworkError: it has mistakes that show without Keras, such as loose ends or unknown layers.
        IncompleteRecipeError: a training is wanted, and the recipe lacks something or would not train.
    """
    return to_python_with_lines(network, parts=parts, comments=comments, report=report).text


def to_python_with_lines(
    network: Network,
    *,
    partial: bool = False,
    parts: Parts = "model",
    comments: bool = False,
    report: Report | None = None,
    kept_layers: int = 0,
) -> PythonSource:
    """Returns the source of :func:`to_python` and where in it each node of the network stands.

    A node inside a loop or a helper function has the lines of the statement that calls it in ``build_model``.

    Args:
        partial: write what is sound so far of a network that is still being drawn, and leave out the rest.
        parts, comments, report: as for :func:`to_python`.
        kept_layers: in how many layers a training here begins with kept weights, which a script has no part of: a
            training says so.

    Raises:
        InvalidNetworkError: as for :func:`to_python`; with ``partial`` only where no layer is left.
        IncompleteRecipeError: as for :func:`to_python`.
    """
    problems = find_source_problems(network)
    if problems and partial:
        network = sound_part(network)
    elif problems:
        raise InvalidNetworkError(problems)
    network = used_part(network)
    blocks = {key: used_part(block) for key, block in network.blocks.items()}
    if any(blocks[key] is not block for key, block in network.blocks.items()):
        network = network.model_copy(update={"blocks": blocks})
    order = model_nodes(network)
    if not order:
        raise InvalidNetworkError(problems)
    functions = _Functions(network, order, Comments(report) if comments else None, trains=parts == "training")
    training = None
    if parts == "training":
        training = training_source(network, f"{BUILD_MODEL}()", report, kept_layers=kept_layers)
    body = "".join("\n\n" + "\n".join(function.lines) + "\n" for function in functions.sources)
    head = imports_of(body, training.imports if training else ())
    above = (head + body).count("\n") - len(functions.sources[-1].lines)
    spans = functions.sources[-1].spans
    tail = ""
    if training is not None:
        tail = "\n\n" + "\n".join(section.text(comments=comments) for section in training.sections)
    lines = {node_id: (first + above, last + above) for node_id, (first, last) in spans.items()}
    return PythonSource(head + body + tail, lines, body.strip("\n"), training)


def imports_of(code: str, others: Iterable[str] = ()) -> str:
    """Returns the imports of Keras, of those of its modules that the code uses, and the others, in their order."""
    used = sorted(set(_MODULE.findall(_STRING.sub("", code))))
    lines = {"import keras", *others, *([f"from keras import {', '.join(used)}"] if used else [])}
    return "".join(f"{line}\n" for line in sorted(lines, key=lambda line: (line.startswith("from"), line.lower())))


class _Functions:
    """The functions of the module: one for each family of blocks, the inner ones first, and ``build_model``."""

    def __init__(self, network: Network, order: tuple[str, ...], comments: Comments | None, *, trains: bool) -> None:
        self._network = network
        self._order = order
        self._comments = comments
        self._trains = trains
        graphs = (network, *network.blocks.values())
        self._taken = {BUILD_MODEL, *RESERVED, *names_in(node for graph in graphs for node in graph.nodes)}
        self._blocks = Blocks(network, self._taken)
        self.sources: list[FunctionSource] = []
        for family in self._blocks.families:
            self._write_family(family)
        self._write_network()

    def _write_family(self, family: Family) -> None:
        inner = [f"{self._blocks.calls[key].variable}: keras.Model" for key in blocks_inside(family.block)]
        parameters = (*inner, *map(parameter_text, family.helper.parameters))
        header = Joined((f"def {family.helper.name}", Bracketed("(", parameters, ")"), " -> keras.Model:"))
        writer = self._writer(family.block, family)
        own = writer.write(header, [], model_name=family.model_name)
        self.sources += [*writer.helpers(), own]

    def _write_network(self) -> None:
        made = (self._blocks.calls[key] for key in self._blocks.shared())
        prologue = [Joined((f"{block.variable} = ", block.making)) for block in made]
        writer = self._writer(self._network)
        own = writer.write(f"def {BUILD_MODEL}() -> keras.Model:", prologue, model_name=model_name(self._network))
        self.sources += [*writer.helpers(), own]

    def _writer(self, graph: Graph, family: Family | None = None) -> FunctionWriter:
        order = self._order if family is None else model_nodes(graph)
        return FunctionWriter(
            graph,
            order,
            steps=family.body if family else steps_of(graph, order, given_names(graph, order, outputs=self._trains)),
            is_template=bool(family and family.helper.parameters),
            blocks=self._blocks.calls,
            taken=self._taken | (family.helper.taken if family else set()),
            functions=self._taken,
            comments=self._comments,
        )
