import keras
from keras import layers

config = {
    "input": {"shape": (40,)},
    "layers": [
        {"type": "dense", "units": 64, "activation": "relu"},
        {"type": "dropout", "rate": 0.5},
        {"type": "dense", "units": 32, "activation": "relu"},
        {"type": "bn"},
        {"type": "dense", "units": 3, "activation": "softmax"},
    ],
}
MAKERS = {
    "dense": layers.Dense,
    "dropout": layers.Dropout,
    "bn": layers.BatchNormalization,
}

x = inputs = keras.Input(**config["input"])
for spec in config["layers"]:
    options = {k: v for k, v in spec.items() if k != "type"}
    x = MAKERS[spec["type"]](**options)(x)
model = keras.Model(inputs, x, name="from_config")
