"""Hostile model files, made here: what a zip, an HDF5 or a JSON can hold beside a model."""

import io
import json
import stat
import tempfile
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

DENSE = {"module": "keras.layers", "class_name": "Dense", "config": {"name": "d", "units": 2}}


def sequential(*layers: dict[str, Any]) -> dict[str, Any]:
    """Returns what Keras writes for a Sequential of these layers."""
    first = {"module": "keras.layers", "class_name": "InputLayer", "config": {"batch_shape": [None, 4], "name": "i"}}
    config = {"name": "s", "layers": [first, *layers], "build_input_shape": [None, 4]}
    return {"module": "keras", "class_name": "Sequential", "config": config, "registered_name": None}


def layer(class_name: str, **more: Any) -> dict[str, Any]:
    return {"module": "keras.layers", "class_name": class_name, "config": {"name": "x"}, "registered_name": None} | more


def configs() -> dict[str, bytes]:
    """Returns model configs as JSON that no one may build; each holds something that is not of the catalogue."""
    bytecode = {"class_name": "__lambda__", "config": {"code": "4wEAAAA=", "defaults": None, "closure": None}}
    system = {"module": "os", "class_name": "system", "config": "id", "registered_name": "system"}
    models: dict[str, Any] = {
        "lambda": sequential(layer("Lambda", config={"name": "x", "function": bytecode})),
        "lambda_of_keras_2": sequential(layer("Lambda", config={"function": ["4wEAAAA=", None, None]})),
        "tfsm_layer": sequential(layer("TFSMLayer", config={"filepath": "/tmp/evil", "name": "x"})),
        "torch_module": sequential(layer("TorchModuleWrapper", config={"module": "gASVAA=="})),
        "function": sequential(layer("function", module="builtins", config="eval", registered_name="function")),
        "foreign_module": sequential(layer("system", module="os", config={"command": "id"})),
        "foreign_submodule": sequential(layer("Popen", module="keras.src.utils.io_utils.subprocess")),
        "registered_name": sequential(layer("Evil", module=None, registered_name="evil>Evil")),
        "foreign_activation": sequential(layer("Dense", config={"units": 2, "activation": system})),
        "foreign_initializer": sequential(layer("Dense", config={"units": 2, "kernel_initializer": system})),
        "typespec": sequential(layer("__typespec__", config={"a": 1})),
        "lambda_inside": sequential(layer("TimeDistributed", config={"layer": layer("Lambda", config={})})),
        "operation_with_pickle": sequential(layer("Mean", module="keras.src.ops.numpy", config={"__class__": "x"})),
        "class_is_dunder": sequential(layer("__import__", module="builtins")),
        "class_is_list": sequential(layer("Dense") | {"class_name": ["Dense"]}),
        "config_is_text": sequential(layer("Dense", config="id")),
        "units_are_an_object": sequential(layer("Dense", config={"units": {"class_name": "eval", "config": "1"}})),
        "units_without_end": sequential(layer("Dense", config={"units": 10**400})),
        "units_negative": sequential(layer("Dense", config={"units": -(2**63)})),
        "subclassed": {"module": "evil.models", "class_name": "Net", "config": {}, "registered_name": "Net"},
        "layers_are_a_number": sequential() | {"config": {"layers": 7}},
        "layers_without_end": sequential(*[DENSE] * 20_000),
        "inner_model_of_inner_models": nested_models(60),
        "node_of_itself": itself(),
        "pointing_nowhere": functional([["nowhere", 0, 0]]),
        "pointing_far": functional([["i", 10**9, 10**9]]),
        "pointing_back": functional([["i", -1, -1]]),
    }
    raw = {
        "deep": b'{"class_name": "Sequential", "config": ' + b'{"a": ' * 100_000 + b"1" + b"}" * 100_001,
        "deep_lists": b"[" * 1_000_000,
        "keys_twice": b'{"class_name": "Sequential", "class_name": "Lambda", "config": {"layers": []}}',
        "not_a_number": b'{"class_name": "Sequential", "config": {"layers": [], "x": NaN, "y": -Infinity, "z": 1e999}}',
        "integer_of_a_million_digits": b'{"class_name": ' + b"9" * 1_000_000 + b"}",
        "text_without_end": b'{"class_name": "' + b"a" * 10_000_000 + b'"}',
        "not_json": b"import os; os.abort()",
        "utf_16": json.dumps(sequential(DENSE)).encode("utf-16"),
        "surrogate": b'{"class_name": "\\ud800", "config": {}}',
        "null": b"null",
        "nothing": b"",
    }
    return {f"{name}.json": json.dumps(model).encode() for name, model in models.items()} | {
        f"{name}.json": content for name, content in raw.items()
    }


def nested_models(depth: int) -> dict[str, Any]:
    model = sequential(DENSE)
    for _ in range(depth):
        model = sequential(model)
    return model


def functional(inputs: list[Any]) -> dict[str, Any]:
    """Returns a functional model of Keras 2's form whose one layer is fed by ``inputs``."""
    entry = {"class_name": "InputLayer", "name": "i", "inbound_nodes": [], "config": {"batch_input_shape": [None, 4]}}
    dense = {"class_name": "Dense", "name": "d", "inbound_nodes": [inputs], "config": {"units": 2, "name": "d"}}
    ends = {"input_layers": [["i", 0, 0]], "output_layers": [["d", 0, 0]]}
    return {"class_name": "Functional", "config": {"name": "f", "layers": [entry, dense], **ends}}


def itself() -> dict[str, Any]:
    return functional([["d", 0, 0, {}]])


def archives() -> dict[str, bytes]:
    """Returns ``.keras`` files: as zips, and by the weights in them."""
    return {f"{name}.keras": content for name, content in zips().items()} | archives_by_weights(WEIGHTS)


def archives_by_weights(ways: dict[str, Callable[[Any], None]]) -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.weights.h5"
        return {f"{name}.keras": keras_file(weights(path, write)) for name, write in ways.items()}


def zips() -> dict[str, bytes]:
    config = json.dumps(sequential(DENSE)).encode()
    link = zipfile.ZipInfo("model.weights.h5")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    bomb = b"0" * 50_000_000
    many = [(f"assets/{number}", b"") for number in range(30_000)]
    return {
        "no_zip": b"PK\x03\x04 not really",
        "empty_zip": archive(),
        "no_config": archive(("metadata.json", b"{}")),
        "bomb_in_config": archive(("config.json", bomb)),
        "bomb_in_weights": archive(("config.json", config), ("model.weights.h5", bomb)),
        "bomb_in_assets": archive(("config.json", config), ("assets/bomb", bomb)),
        "dots": archive(("config.json", config), ("../../etc/cron.d/evil", b"x")),
        "dots_with_backslashes": archive(("config.json", config), ("..\\..\\evil", b"x")),
        "absolute": archive(("config.json", config), ("/etc/evil", b"x")),
        "drive_letter": archive(("config.json", config), ("C:\\evil", b"x")),
        "link": archive(("config.json", config), (link, b"/etc/passwd")),
        "twice": archive(("config.json", config), ("config.json", json.dumps(sequential(layer("Lambda"))).encode())),
        "many_members": archive(("config.json", config), *many),
        "config_is_text": archive(("config.json", b"import os")),
        "config_of_lambda": archive(("config.json", json.dumps(sequential(layer("Lambda"))).encode())),
        "config_of_foreign_module": archive(("config.json", json.dumps(sequential(layer("a", module="os"))).encode())),
        "weights_are_text": archive(("config.json", config), ("model.weights.h5", b"import os")),
        "truncated": archive(("config.json", config))[:-10],
        "encrypted": archive(("config.json", config)).replace(
            b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"
        ),
    }


def archive(*members: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        warnings.simplefilter("ignore")  # that a name stands twice is the point
        for name, content in members:
            file.writestr(name, content)
    return buffer.getvalue()


def keras_file(weights: bytes) -> bytes:
    return archive(("config.json", json.dumps(sequential(DENSE)).encode()), ("model.weights.h5", weights))


def weights(path: Path, write: Callable[[Any], None]) -> bytes:
    import h5py

    with h5py.File(path, "w") as file:
        write(file)
    return path.read_bytes()


def _variables(file: Any) -> Any:
    return file.require_group("layers/dense/vars")


def _external_link(file: Any) -> None:
    import h5py

    _variables(file)["0"] = h5py.ExternalLink("/etc/passwd", "/x")


def _soft_link(file: Any) -> None:
    import h5py

    _variables(file)["0"] = h5py.SoftLink("/layers/dense/vars/0")


def _external_storage(file: Any) -> None:
    _variables(file).create_dataset("0", shape=(4, 2), dtype="f4", external=[("/etc/passwd", 0, 32)])


def _virtual(file: Any) -> None:
    import h5py

    layout = h5py.VirtualLayout(shape=(4, 2), dtype="f4")
    layout[:] = h5py.VirtualSource("/etc/passwd", "x", shape=(4, 2))
    _variables(file).create_virtual_dataset("0", layout)


def _objects(file: Any) -> None:
    import h5py

    _variables(file).create_dataset("0", (4, 2), dtype=h5py.special_dtype(vlen=bytes))


def _cycle(file: Any) -> None:
    group = _variables(file)
    group["again"] = file["layers"]


WEIGHTS: dict[str, Callable[[Any], None]] = {
    "external_link": _external_link,
    "soft_link_to_itself": _soft_link,
    "external_storage": _external_storage,
    "virtual_dataset": _virtual,
    "wrong_shape": lambda file: _variables(file).create_dataset("0", (5, 7), dtype="f4"),
    "shape_without_end": lambda file: _variables(file).create_dataset(
        "0", (2**40, 2**10), dtype="f8", chunks=(1, 1024)
    ),
    "objects": _objects,
    "strings": lambda file: _variables(file).create_dataset("0", (4, 2), dtype="S100"),
    "cycle": _cycle,
    "dataset_for_group": lambda file: file.create_dataset("layers", (3,)),
    "nothing": lambda file: None,
    "dots_in_names": lambda file: file.require_group("layers/..").require_group("../x"),
}


def others() -> dict[str, bytes]:
    """Returns files of other kinds, and names that are no file names."""
    model = json.dumps(sequential(DENSE)).encode()
    return {
        "whole_model.h5": b"\x89HDF\r\n\x1a\n" + b"\0" * 2048,
        "whole_model.hdf5": b"\x89HDF\r\n\x1a\n",
        "saved_model.pb": b"\x08\x01",
        "model.pkl": b"cos\nsystem\n(S'id'\ntR.",
        "model.pt": b"PK\x03\x04",
        "model.yaml": b"!!python/object/apply:os.system ['id']",
        "model": model,
        "model.exe": b"MZ",
        "../../etc/passwd": model,
        "/etc/passwd": model,
        "a\x00.py": b"x = 1",
        "model.json.py.keras": model,
        ".json": b"{}",
        "nul": b"",
    }
