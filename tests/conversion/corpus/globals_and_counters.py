import itertools

import keras
from keras import layers

counter = itertools.count(1)
NAMES = []


def named(layer_class, *args, **kwargs):
    name = f"{layer_class.__name__.lower()}_{next(counter)}"
    NAMES.append(name)
    return layer_class(*args, name=name, **kwargs)


x = inputs = keras.Input((32, 32, 3))
x = named(layers.Conv2D, 8, 3, activation="relu")(x)
x = named(layers.MaxPooling2D, 2)(x)
x = named(layers.Flatten)(x)
x = named(layers.Dense, 10)(x)
model = keras.Model(inputs, x, name="_".join(["net", str(len(NAMES))]))
