"""Writes a network in any format and compares what was written with the network. Runs in a process with Keras."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from builder.conversion.errors import InvalidNetworkError
from builder.conversion.exports.exports import FORMATS, ExportError, ExportFormat, ExportOptions
from builder.conversion.exports.memory import too_large
from builder.conversion.exports.obstacles import obstacle
from builder.conversion.exports.text import picture_of, text_of
from builder.conversion.verify.verify import REBUILT, Verification
from builder.conversion.weights.weights import WeightsArchive
from builder.engine.check import check
from builder.engine.report import Report
from builder.network import Network
from builder.recipe import completed

if TYPE_CHECKING:
    from builder.conversion.verify.model import ReferenceModel

ENLIVENED = (
    "These weights give about the same outputs whatever goes in, so the network was written and compared "
    "with larger weights as well."
)
STILL_FLAT = "The outputs hardly depend on what goes in, so comparing them says little."

Progress = Callable[[str, float], None]
"""Told what is being done and the share that is done before it."""


@dataclass(frozen=True, slots=True)
class Export:
    """A file, or a SavedModel's folder, with what comparing it came to; None for pictures, and where not asked for.

    ``notes`` are sentences that whoever uses the file should know.
    """

    path: Path
    verification: Verification | None = None
    notes: tuple[str, ...] = ()


def write_export(
    network: Network,
    key: str,
    target: Path,
    *,
    options: ExportOptions | None = None,
    weights: Path | WeightsArchive | None = None,
    verify: bool = True,
    progress: Progress = lambda _phase, _share: None,
) -> Export:
    """Writes the network to ``target`` in the format ``key`` and checks it.

    Args:
        weights: a ``.keras`` file that one of our own trainings of this network wrote, or weights that were read from
            another's file; without them the weights are drawn from the seed of the network's recipe.

    Raises:
        InvalidNetworkError: something is wrong with the network.
        ExportError: the network cannot leave in this format, or what was written computes something else.
    """
    format, options = FORMATS[key], options or ExportOptions()
    rebuilds = format.has_weights or (verify and format.is_checked)
    report = sound_report(network) if rebuilds or options.needs_report(format) else None
    if reason := obstacle(network, key, options, report):
        raise ExportError(reason)
    unmade = too_large(network, report) if rebuilds and report is not None else ""
    if unmade or not rebuilds:
        progress(f"Writing {format.title}", 0.3)
        write = text_of if format.group == "code" else picture_of
        target.write_bytes(write(network, key, options, report))
        return Export(target, None, (f"It was not compared with the network. {unmade}",) if unmade else ())
    from builder.conversion.verify.model import ReferenceModel

    progress("Building the model", 0.1)
    reference = ReferenceModel(network, weights)
    progress(f"Writing {format.title}", 0.3)
    notes = (*_write(reference, key, target, options, report), *_notes(network, format, options))
    if not verify:
        return Export(target, None, notes)
    progress("Comparing the outputs", 0.7)
    verification = _check(reference, format, target, options, report)
    if verification.equal and reference.is_flat:
        progress("Comparing with livelier weights", 0.8)
        verification, note = _check_enlivened(reference, format, target, options, report) or (verification, STILL_FLAT)
        notes = (*notes, note)
    if not verification.equal:
        raise ExportError(_refusal(format, verification))
    return Export(target, verification, notes)


def _check_enlivened(
    reference: "ReferenceModel", format: ExportFormat, target: Path, options: ExportOptions, report: Report | None
) -> tuple[Verification, str] | None:
    """Writes and compares a model whose outputs depend on its inputs; None where none was found."""
    with reference.enlivened() as is_lively, TemporaryDirectory(prefix="layerloom-") as scratch:
        if not is_lively:
            return None
        twin = Path(scratch) / target.name
        _write(reference, format.key, twin, options, report)
        return _check(reference, format, twin, options, report), ENLIVENED


def _notes(network: Network, format: ExportFormat, options: ExportOptions) -> tuple[str, ...]:
    """Returns what the file does otherwise: a training without kept weights, operations instead of layers."""
    if options.trains(format) and options.kept_layers:
        which = "one layer" if options.kept_layers == 1 else f"{options.kept_layers} layers"
        return (f"It begins fresh in every layer; trainings here begin with kept weights in {which}.",)
    trains = next((node.title for node in network.nodes if node.call.get("training")), None)
    if trains is None or format.key not in ("saved_model", "onnx", "litert"):
        return ()
    return (f'"{trains}" is called with training=True; this file predicts without that, as model.predict does.',)


def sound_report(network: Network) -> Report:
    """Returns what checking says of a network in which nothing is wrong.

    Raises:
        InvalidNetworkError: something is.
    """
    report = check(network)
    if not report.ok:
        raise InvalidNetworkError(tuple(problem for problem in report.problems if problem.severity == "error"))
    return report


def _write(
    reference: "ReferenceModel", key: str, target: Path, options: ExportOptions, report: Report | None
) -> tuple[str, ...]:
    match key:
        case "keras":
            reference.model.save(target)
        case "saved_model":
            from builder.conversion.saved_model import write_saved_model

            write_saved_model(reference, target)
        case "onnx":
            from builder.conversion.onnx import write_onnx

            write_onnx(reference, target)
        case "litert":
            from builder.conversion.litert import takes_one_sample, write_litert

            write_litert(reference, target)
            if takes_one_sample(target):
                return ("It takes one sample at a time: LiteRT runs these layers for a fixed batch size only.",)
        case _:
            target.write_bytes(text_of(reference.network, key, options, report))
    return ()


def _check(
    reference: "ReferenceModel", format: ExportFormat, target: Path, options: ExportOptions, report: Report | None
) -> Verification:
    match format.key:
        case "keras":
            from builder.conversion.keras_file import read_back
            from builder.conversion.verify.model import predict

            return reference.compare(partial(predict, read_back(target)), share=REBUILT)
        case "saved_model":
            from builder.conversion.saved_model import check_saved_model

            return check_saved_model(reference, target)
        case "onnx":
            from builder.conversion.onnx import check_onnx

            return check_onnx(reference, target)
        case "litert":
            from builder.conversion.litert import check_litert

            return check_litert(reference, target)
        case "json":
            from builder.conversion.to_keras import to_keras

            again = Network.from_json(target.read_bytes())
            if again != reference.network:
                return Verification(False, float("inf"), 0.0, "It reads back as another document.")
            return reference.compare_rebuilt(to_keras(again))
        case _:
            from builder.conversion.verify.source import check_source, source_in

            found = check_source(reference, source_in(target))
            wanted = found.equal and options.trains(format)
            return _with_recipe(found, reference.network, target, report) if wanted else found


def _with_recipe(found: Verification, network: Network, target: Path, report: Report | None) -> Verification:
    """Returns what comparing the models came to with what comparing data and recipe comes to."""
    from builder.conversion.verify.recipe import differing_part

    whole = network if report is None else completed(network, report)
    if reason := differing_part(target, whole):
        return replace(found, equal=False, reason=f"Data and recipe differ: {reason}.")
    return replace(found, with_recipe=True)


def _refusal(format: ExportFormat, verification: Verification) -> str:
    return (
        f"{format.title} is held back, because {format.checked_by} gives something else than the network. "
        f"{verification.reason} Outputs may differ by at most {verification.tolerance:.2g}."
    )
