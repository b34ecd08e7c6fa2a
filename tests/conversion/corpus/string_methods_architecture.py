import keras
from keras import layers

SPEC = "conv:16:3, conv:32:3, pool, flatten, dense:64, dense:10"

model = keras.Sequential([keras.Input((20, 20, 1))])
for token in SPEC.split(","):
    kind, *numbers = token.strip().split(":")
    numbers = [int(n) for n in numbers]
    if kind == "conv":
        model.add(layers.Conv2D(*numbers, activation="relu"))
    elif kind == "pool":
        model.add(layers.MaxPooling2D())
    elif kind == "flatten":
        model.add(layers.Flatten())
    elif kind.startswith("dense"):
        model.add(layers.Dense(numbers[0]))
