"""TensorFlow's SavedModel: a folder, handed out as a zip. Imports TensorFlow where it is used."""

import shutil
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from builder.conversion.verify.verify import CONVERTED, Verification

if TYPE_CHECKING:
    from builder.conversion.verify.model import ReferenceModel


def write_saved_model(reference: "ReferenceModel", target: Path) -> None:
    """Writes the model to ``target``: a zip where it ends in .zip, else a folder."""
    folder = target.with_suffix(".saving") if target.suffix == ".zip" else target
    reference.for_prediction().export(folder, format="tf_saved_model", verbose=False)
    if folder != target:
        _zip(folder, target)
        shutil.rmtree(folder)


def check_saved_model(reference: "ReferenceModel", target: Path) -> Verification:
    """Loads what was written with TensorFlow and compares what it serves."""
    import keras
    import tensorflow

    from builder.conversion.verify.model import packed

    folder = target.with_suffix(".checking") if target.suffix == ".zip" else target
    if folder != target:
        _unzip(target, folder)
    try:
        loaded = tensorflow.saved_model.load(folder)

        def answer(batch):  # type: ignore[no-untyped-def]
            tensors = [tensorflow.constant(a.tolist()) if a.dtype == object else tensorflow.constant(a) for a in batch]
            return [tensor.numpy() for tensor in keras.tree.flatten(loaded.serve(packed(reference.model, tensors)))]

        return reference.compare(answer, share=CONVERTED)
    finally:
        if folder != target:
            shutil.rmtree(folder, ignore_errors=True)


def _zip(folder: Path, target: Path) -> None:
    """Packs the folder so that it unpacks as one folder named ``saved_model``."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for path in sorted(folder.rglob("*")):
            name = Path("saved_model") / path.relative_to(folder)
            archive.write(path, name.as_posix() + ("/" if path.is_dir() else ""))


def _unzip(archive_path: Path, folder: Path) -> None:
    """Unpacks an archive that :func:`_zip` wrote a moment ago, member by member."""
    with zipfile.ZipFile(archive_path) as archive:
        for member in archive.infolist():
            place = folder / Path(member.filename).relative_to("saved_model")
            if member.is_dir():
                place.mkdir(parents=True, exist_ok=True)
            else:
                place.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(member) as source, place.open("wb") as copy:
                    shutil.copyfileobj(source, copy)
