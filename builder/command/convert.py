"""``python -m builder convert IN OUT``: between every format that can be read and every one that can be written."""

import argparse
import sys
import tempfile
from pathlib import Path

from tqdm import tqdm

from builder.command import OK, PROBLEMS
from builder.command.files import Opened, open_model, put_in_place
from builder.conversion.errors import InvalidNetworkError
from builder.conversion.exports.exports import ENDINGS, FORMATS, ExportError, ExportOptions
from builder.conversion.exports.verdict import verdict
from builder.conversion.exports.writing import Export, write_export
from builder.conversion.read_model.read_model import ENDINGS as READABLE
from builder.engine.full_disk import is_full_disk
from builder.engine.loading import load_keras
from builder.network import BuilderError
from builder.store import FullDiskError

SAVED_MODEL_MARK = "saved_model.pb"
"""What lies in a folder that may be replaced."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    written = ", ".join(ENDINGS)
    parser.add_argument("source", type=Path, metavar="IN", help=f"what to read: {', '.join(READABLE)}")
    parser.add_argument(
        "target", type=Path, metavar="OUT", help=f"what to write: {written}, or a folder's name for a SavedModel"
    )
    parser.add_argument("--model", metavar="NAME", help="which model, where IN defines several (else the last)")
    parser.add_argument(
        "--partial", action="store_true", help="read IN though not all of it is understood: for .json and pictures"
    )
    parser.add_argument("--force", action="store_true", help="overwrite OUT where it exists")
    parser.add_argument("--no-verify", action="store_true", help="do not compare OUT with the network")
    parser.add_argument("--training", action="store_true", help=".py: with data, training and evaluation")
    parser.add_argument("--comments", action="store_true", help=".py, .ipynb: with short comments")
    parser.add_argument("--no-shapes", action="store_true", help="pictures: without the sizes of the tensors")
    parser.add_argument("--transparent", action="store_true", help=".svg, .png: without a white ground")


def run(arguments: argparse.Namespace) -> int:
    """Writes OUT in the format that its ending names, and says what comparing it with the network came to."""
    target: Path = arguments.target
    key = format_of(target)
    _refuse_target(target, force=arguments.force)
    opened = open_model(arguments.source, arguments.model, partial=arguments.partial)
    for note in opened.notes:
        place = "" if note.line is None else f", line {note.line}"
        sys.stderr.write(f"{arguments.source}{place}: {note.text}\n")
    options = ExportOptions(
        whole=arguments.training,
        comments=arguments.comments,
        shapes=not arguments.no_shapes,
        transparent=arguments.transparent,
    )
    try:
        export = _write(opened, key, target, options, verify=not arguments.no_verify)
    except InvalidNetworkError as error:
        for problem in error.problems:
            sys.stderr.write(f"{arguments.source}: {problem.message} {problem.hint}".rstrip() + "\n")
        return PROBLEMS
    except ExportError as error:
        sys.stderr.write(f"{arguments.source}: {error}\n")
        return PROBLEMS
    except OSError as error:
        if is_full_disk(error):
            raise FullDiskError(target.name) from error
        raise BuilderError(f"{target}: {error.strerror or error}.") from error
    sys.stdout.write(f"{target}: {_told(key, opened, export)}\n")
    for sentence in export.notes:
        sys.stderr.write(f"{target}: {sentence}\n")
    return OK


def format_of(target: Path) -> str:
    """Returns the key of the format that a file's ending names; a name without ending is a SavedModel's folder."""
    if target.suffix == "":
        return "saved_model"
    key = ENDINGS.get(target.suffix.lower())
    if key is None:
        raise BuilderError(f'"{target.name}" must end in one of {", ".join(ENDINGS)}.')
    return key


def _write(opened: Opened, key: str, target: Path, options: ExportOptions, *, verify: bool) -> Export:
    """Writes beside the target first, so that nothing half-written and nothing that is refused takes its place."""
    format = FORMATS[key]
    with tempfile.TemporaryDirectory(prefix="layerloom-") as folder, tqdm(total=100, disable=None, leave=False) as bar:
        draft = Path(folder) / ("model" if target.suffix == "" else f"model{format.ending}")

        def tell(phase: str, share: float) -> None:
            bar.set_description(phase)
            bar.update(round(100 * share) - bar.n)

        if format.has_weights or (verify and format.is_checked) or options.needs_report(format):
            tell("Loading Keras", 0.02)
            load_keras()
        export = write_export(
            opened.network, key, draft, options=options, weights=opened.weights(), verify=verify, progress=tell
        )
        put_in_place(draft, target)
    return export


def _told(key: str, opened: Opened, export: Export) -> str:
    format = FORMATS[key]
    told = [format.title]
    if format.has_weights:
        told.append("the file's weights" if opened.has_weights else "fresh weights")
    if export.verification is not None:
        told.append(verdict(format, export.verification))
        told.append(f"largest difference {export.verification.difference:.2g}")
    elif format.is_checked:
        told.append("not verified")
    return ", ".join(told)


def _refuse_target(target: Path, *, force: bool) -> None:
    if target.exists() and not force:
        raise BuilderError(f"{target} exists already. Use --force to overwrite it.")
    if target.is_dir() and not (target / SAVED_MODEL_MARK).exists() and any(target.iterdir()):
        raise BuilderError(f"{target} is a folder that holds other things than a SavedModel. Choose another name.")
    if not target.absolute().parent.is_dir():
        raise BuilderError(f"There is no folder {target.absolute().parent}.")
