"""Keras's own callbacks, all of them, under our loop and under plain ``fit``: what they are told and what they do."""

import http.server
import inspect
import itertools
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytestmark = pytest.mark.keras

EPOCHS = 4
BATCH = 32
FEATURES = np.random.default_rng(0).normal(size=(80, 6)).astype("float32")
ANSWERS = np.eye(3, dtype="float32")[(FEATURES[:, 0] > 0).astype(int) + (FEATURES[:, 1] > 0.5)]
TRAIN, REST = slice(0, 56), slice(56, 80)

HOOKS = [
    f"on_{name}_{end}"
    for name in ("train", "epoch", "train_batch", "test", "test_batch", "predict", "predict_batch")
    for end in ("begin", "end")
]
BATCH_HOOKS = {"on_train_batch_begin", "on_train_batch_end", "on_test_batch_begin", "on_test_batch_end"}


def recorder(hooks: list[str]) -> Any:
    """Returns a callback that writes down each hook with its arguments, and the model as it is by then."""
    import keras

    told: list[tuple[str, Any, dict[str, Any], float, float, bool]] = []

    def note(hook: str) -> Callable[..., None]:
        def heard(self: Any, *arguments: Any, logs: Any = None) -> None:
            place, given = (arguments[0] if arguments and not isinstance(arguments[0], dict) else None), logs
            given = next((one for one in arguments if isinstance(one, dict)), given) or {}
            weights = sum(float(np.abs(value).sum()) for value in self.model.get_weights())
            rate = float(keras.ops.convert_to_numpy(self.model.optimizer.learning_rate))
            numbers = {name: np.array(value, dtype=float) for name, value in given.items()}
            told.append((hook, place, numbers, weights, rate, bool(self.model.stop_training)))

        return heard

    made = type("Recorder", (keras.callbacks.Callback,), {hook: note(hook) for hook in hooks})()
    made.told = told
    return made


def make_model(optimizer: Any, *, with_classes: bool = True) -> Any:
    import keras

    keras.utils.set_random_seed(3)
    model = keras.Sequential(
        [
            keras.Input((6,)),
            keras.layers.Dense(8, activation="relu"),
            keras.layers.Dropout(0.2, seed=5),
            keras.layers.Dense(3, activation="softmax"),
        ]
    )
    metrics = ["accuracy", *([keras.metrics.F1Score(name="f1")] if with_classes else [])]
    model.compile(optimizer or keras.optimizers.Adam(0.05), "categorical_crossentropy", metrics=metrics)
    model.optimizer.build(model.trainable_variables)
    return model


def train_by_fit(model: Any, callbacks: list[Any], *, validation: bool) -> dict[str, Any]:
    judged = (FEATURES[REST], ANSWERS[REST]) if validation else None
    history = model.fit(
        FEATURES[TRAIN],
        ANSWERS[TRAIN],
        validation_data=judged,
        epochs=EPOCHS,
        batch_size=BATCH,
        shuffle=False,
        callbacks=callbacks,
        verbose=0,
    )
    return dict(history.history)


def train_by_loop(model: Any, callbacks: list[Any], *, validation: bool, listener: Any) -> dict[str, Any]:
    from builder.network import Recipe
    from builder.training.outcome import TrainingError
    from builder.training.worker.batches import Batches
    from builder.training.worker.loop import TrainingLoop

    train = Batches(FEATURES[TRAIN], ANSWERS[TRAIN], batch_size=BATCH)
    judged = Batches(FEATURES[REST], ANSWERS[REST], batch_size=BATCH) if validation else None
    loop = TrainingLoop(model, Recipe(epochs=EPOCHS), train=train, validation=judged, listener=listener)
    try:
        loop.run(callbacks, lambda _: None)
    except TrainingError:  # the loss became NaN: told as an error, after all that Keras does about it
        assert model.stop_training
    return dict(model.history.history)


@pytest.fixture(scope="module")
def listening() -> Iterator[str]:
    """A server on this machine that takes what RemoteMonitor sends."""

    class Taking(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Taking)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


SCHEDULE = lambda epoch, rate: rate * 0.5 ** (epoch > 1)  # noqa: E731

CASES: dict[str, tuple[str, dict[str, Any]]] = {
    "patience": ("EarlyStopping", {"monitor": "loss", "mode": "max", "patience": 1}),
    "restored": ("EarlyStopping", {"monitor": "val_accuracy", "restore_best_weights": True, "min_delta": 0.5}),
    "late": ("EarlyStopping", {"restore_best_weights": True, "start_from_epoch": 2}),
    "unlogged": ("EarlyStopping", {"monitor": "val_nothing", "mode": "max", "restore_best_weights": True}),
    "baseline": ("EarlyStopping", {"baseline": 0.001, "patience": 2, "restore_best_weights": True}),
    "plateau": ("ReduceLROnPlateau", {"monitor": "loss", "patience": 1, "min_delta": 100.0, "factor": 0.5}),
    "plateau of accuracy": ("ReduceLROnPlateau", {"monitor": "val_accuracy", "patience": 0, "min_delta": 1.0}),
    "averaged": ("SwapEMAWeights", {}),
    "averaged by epoch": ("SwapEMAWeights", {"swap_on_epoch": True}),
    "NaN": ("TerminateOnNaN", {}),
    "every epoch": ("ModelCheckpoint", {"filepath": "{epoch}.weights.h5", "save_weights_only": True}),
    "every second batch": ("ModelCheckpoint", {"filepath": "{epoch}-{batch}.keras", "save_freq": 2}),
    "best": ("ModelCheckpoint", {"filepath": "best.keras", "monitor": "val_accuracy", "save_best_only": True}),
    "schedule": ("LearningRateScheduler", {"schedule": SCHEDULE}),
    "backup": ("BackupAndRestore", {"backup_dir": "backup"}),
    "backup of batches": ("BackupAndRestore", {"backup_dir": "backup", "save_freq": 1}),
    "table": ("CSVLogger", {"filename": "log.csv"}),
    "board": ("TensorBoard", {"log_dir": "board", "histogram_freq": 1}),
    "board of batches": ("TensorBoard", {"log_dir": "board", "update_freq": 1}),
    "orbax": ("OrbaxCheckpoint", {"directory": "orbax"}),
    "monitor": ("RemoteMonitor", {"send_as_json": True}),
    "function": ("LambdaCallback", {}),
    "history": ("History", {}),
    "bar": ("ProgbarLogger", {}),
}

WITHOUT_VALIDATION = ("patience", "late", "averaged", "averaged by epoch", "NaN")

_PATHS = ("filepath", "backup_dir", "filename", "log_dir", "directory")


def make(name: str, config: dict[str, Any], folder: Path, url: str) -> Any:
    import keras

    folder.mkdir(parents=True)
    given = {key: str(folder / value) if key in _PATHS else value for key, value in config.items()}
    if name == "RemoteMonitor":
        given["root"] = url
    if name == "LambdaCallback":
        heard: list[tuple[int, float]] = []
        given["on_train_batch_end"] = lambda batch, logs: heard.append((batch, float(logs["loss"])))
    callback = getattr(keras.callbacks, name)(**given)
    if name == "LambdaCallback":
        callback.heard = heard
    return callback


def state_of(callback: Any) -> dict[str, Any]:
    """Returns what a callback knows in the end, as far as it is plain; paths and clocks are its own."""
    plain = (bool, int, float, list, type(None))
    return {key: value for key, value in vars(callback).items() if isinstance(value, plain) and "time" not in key}


def assert_same(ours: Any, keras_own: Any) -> None:
    if isinstance(ours, dict):
        assert set(ours) == set(keras_own)
        for key in ours:
            assert_same(ours[key], keras_own[key])
    elif isinstance(ours, (list, tuple)) and not all(isinstance(one, (int, float)) for one in ours):
        assert len(ours) == len(keras_own)
        for one, other in zip(ours, keras_own, strict=True):
            assert_same(one, other)
    elif ours is None or isinstance(ours, (str, bool)):
        assert ours == keras_own
    else:
        np.testing.assert_allclose(ours, keras_own, rtol=1e-4, atol=1e-5)


def optimizer_for(name: str) -> Any:
    import keras

    if name == "SwapEMAWeights":
        return keras.optimizers.SGD(0.3, use_ema=True, ema_momentum=0.6)
    return keras.optimizers.SGD(1e30) if name == "TerminateOnNaN" else None


@pytest.mark.filterwarnings("ignore:Early stopping conditioned")
@pytest.mark.parametrize(
    ("case", "validation"), [*((case, True) for case in CASES), *((case, False) for case in WITHOUT_VALIDATION)]
)
def test_callback_hears_and_does_what_it_does_under_fit(
    case: str, validation: bool, tmp_path: Path, listening: str, recorder_of_training: Any
) -> None:
    name, config = CASES[case]
    pytest.importorskip({"OrbaxCheckpoint": "orbax.checkpoint", "TensorBoard": "tensorboard"}.get(name, "keras"))
    seen = {}
    for way in ("fit", "loop"):
        model = make_model(optimizer_for(name), with_classes=name != "RemoteMonitor")  # which sends single numbers only
        callback, noted = make(name, config, tmp_path / way, listening), recorder(HOOKS)
        if way == "fit":
            history = train_by_fit(model, [callback, noted], validation=validation)
        else:
            history = train_by_loop(model, [callback, noted], validation=validation, listener=recorder_of_training)
        files = sorted(str(path.relative_to(tmp_path / way)) for path in (tmp_path / way).rglob("*") if path.is_file())
        files = [path for path in files if "tfevents" not in path and "orbax" not in path]
        seen[way] = {
            "params": noted.params,
            "told": noted.told,
            "history": history,
            "state": state_of(callback),
            "files": files,
            "weights": [np.nan_to_num(value) for value in model.get_weights()],
            "rate": float(model.optimizer.learning_rate),
        }
    assert [one[:2] for one in seen["loop"]["told"]] == [one[:2] for one in seen["fit"]["told"]]
    for part in seen["fit"]:
        assert_same(seen["loop"][part], seen["fit"][part])


@pytest.mark.parametrize("case", ["patience", "restored", "plateau", "averaged", "schedule", "table"])
def test_callback_that_asks_for_no_batches_does_the_same_while_they_are_run_many_at_a_time(
    case: str, tmp_path: Path, recorder_of_training: Any
) -> None:
    name, config = CASES[case]
    hooks = [hook for hook in HOOKS if hook not in BATCH_HOOKS]
    seen = []
    for way in ("fit", "loop"):
        model = make_model(optimizer_for(name))
        callback, noted = make(name, config, tmp_path / way, ""), recorder(hooks)
        if way == "fit":
            train_by_fit(model, [callback, noted], validation=True)
        else:
            train_by_loop(model, [callback, noted], validation=True, listener=recorder_of_training)
        seen.append((noted.told, state_of(callback), model.get_weights()))
    assert_same(seen[1], seen[0])


def test_no_callback_of_keras_is_forgotten() -> None:
    import keras

    base = keras.callbacks.Callback
    public = {
        name
        for name, value in vars(keras.callbacks).items()
        if inspect.isclass(value) and issubclass(value, base) and value not in (base, keras.callbacks.CallbackList)
    }
    assert {name for name, _ in CASES.values()} == public


def test_batches_are_bundled_unless_a_callback_asks_for_them(recorder_of_training: Any) -> None:
    import keras

    from builder.training.worker.loop import _TRAIN_BATCH_HOOKS, _hears_of

    made = {name: getattr(keras.callbacks, name) for name in ("EarlyStopping", "SwapEMAWeights", "TerminateOnNaN")}
    assert {name: _hears_of([kind()], _TRAIN_BATCH_HOOKS) for name, kind in made.items()} == {
        "EarlyStopping": False,
        "SwapEMAWeights": False,
        "TerminateOnNaN": True,
    }
    noted = recorder(["on_train_batch_end"])
    train_by_loop(make_model(None), [noted], validation=False, listener=recorder_of_training)
    places = [place for _, place, *_ in noted.told]
    assert places == list(itertools.chain.from_iterable([range(2)] * EPOCHS))


@pytest.fixture
def recorder_of_training() -> Any:
    from tests.training.conftest import Recorder

    return Recorder()
