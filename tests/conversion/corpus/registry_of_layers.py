import keras
from keras import layers

REGISTRY = {
    "conv": lambda n: layers.Conv2D(n, 3, activation="relu", padding="same"),
    "pool": lambda n: layers.MaxPooling2D(n),
    "norm": lambda _: layers.BatchNormalization(),
    "dense": lambda n: layers.Dense(n, activation="relu"),
    "flatten": lambda _: layers.Flatten(),
}
SPECIFICATION = "conv:8 norm:0 pool:2 conv:16 norm:0 pool:2 flatten:0 dense:24 dense:12"

model = keras.Sequential([keras.Input((16, 16, 2))])
for part in SPECIFICATION.split():
    kind, number = part.split(":")
    model.add(REGISTRY[kind](int(number)))
