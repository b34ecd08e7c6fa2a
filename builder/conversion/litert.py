"""LiteRT, formerly TensorFlow Lite: for any batch size where it can be, else for one sample at a time."""

import re
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from builder.conversion.exports.exports import ExportError
from builder.conversion.verify.verify import CONVERTED, Arrays, Verification

if TYPE_CHECKING:
    from builder.conversion.verify.model import ReferenceModel


def write_litert(reference: "ReferenceModel", target: Path) -> None:
    """Writes the model so that LiteRT's own operations suffice to run it.

    Recurrent layers are among those that LiteRT knows for a fixed batch size only, so that one is tried second.

    Raises:
        ExportError: LiteRT lacks an operation that the network needs.
    """
    reasons = []
    for batch in (None, 1):
        try:
            _convert(reference, target, batch)
            _try(reference, target)
        except Exception as error:  # noqa: BLE001  the converter raises whatever it meets
            reasons.append(error)
        else:
            return
    raise ExportError(_sentence(reasons[-1])) from reasons[-1]


def check_litert(reference: "ReferenceModel", target: Path) -> Verification:
    """Runs the file in its interpreter and compares what it gives, one sample after another where it takes one only."""
    answer = _runner(reference, target)
    batches = [[array[:1] for array in batch] for batch in reference.batches] if takes_one_sample(target) else None
    return reference.compare(answer, share=CONVERTED, batches=batches)


def takes_one_sample(target: Path) -> bool:
    """Says whether the file takes one sample at a time."""
    details = _interpreter(target).get_input_details()
    return all(len(detail["shape_signature"]) and detail["shape_signature"][0] == 1 for detail in details)


def _convert(reference: "ReferenceModel", target: Path, batch: int | None) -> None:
    import keras

    signature = None
    if batch is not None:
        specs = [
            keras.InputSpec(shape=(batch, *tensor.shape[1:]), dtype=tensor.dtype, name=tensor.name)
            for tensor in reference.model.inputs
        ]
        signature = [_packed(reference, specs)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        reference.for_prediction().export(target, format="litert", verbose=False, input_signature=signature)


def _try(reference: "ReferenceModel", target: Path) -> None:
    """Runs one batch: what LiteRT lacks shows here only."""
    size = 1 if takes_one_sample(target) else len(reference.batches[0][0])
    _runner(reference, target)([array[:size] for array in reference.batches[0]])


def _runner(reference: "ReferenceModel", target: Path):  # type: ignore[no-untyped-def]
    interpreter = _interpreter(target)
    signature = interpreter.get_signature_list()["serving_default"]
    run = interpreter.get_signature_runner("serving_default")
    names = [tensor.name for tensor in reference.model.inputs]
    if not set(signature["inputs"]) <= set(names):
        names = list(signature["inputs"])
    outputs = sorted(signature["outputs"], key=_number)

    def answer(batch: Arrays) -> Arrays:
        given = {name: array for name, array in zip(names, batch, strict=False) if name in signature["inputs"]}
        found = run(**given)
        return [found[name] for name in outputs]

    return answer


def _interpreter(target: Path):  # type: ignore[no-untyped-def]
    import tensorflow

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it tells that it will move to a package of its own
        return tensorflow.lite.Interpreter(str(target))


def _packed(reference: "ReferenceModel", specs: list[object]) -> object:
    from builder.conversion.verify.model import packed

    return packed(reference.model, specs)


def _number(name: str) -> int:
    digits = re.findall(r"\d+$", name)
    return int(digits[0]) if digits else 0


def _sentence(error: Exception) -> str:
    missing = sorted({name.removeprefix("Flex") for name in re.findall(r"Flex[A-Z]\w+|tf\.(?=[A-Z])\w+", str(error))})
    if missing:
        return f"LiteRT lacks operations that this network needs: {', '.join(missing)[:200]}."
    lines = str(error).strip().splitlines()
    return f"This network cannot be written for LiteRT: {(lines[0] if lines else type(error).__name__)[:300]}"
