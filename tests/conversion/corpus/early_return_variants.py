import keras
from keras import layers


def get_model(kind="cnn", shape=(28, 28, 1), classes=10):
    if kind == "mlp":
        return keras.Sequential([keras.Input(shape), layers.Flatten(), layers.Dense(32), layers.Dense(classes)])
    elif kind == "cnn":
        inputs = keras.Input(shape)
        x = layers.Conv2D(8, 3)(inputs)
        x = layers.Flatten()(x)
        return keras.Model(inputs, layers.Dense(classes)(x))
    raise ValueError(f"unknown kind {kind!r}")


models = {kind: get_model(kind) for kind in ("mlp", "cnn")}
mlp, cnn = models["mlp"], models["cnn"]
try:
    get_model("rnn")
except ValueError as error:
    print(error)
