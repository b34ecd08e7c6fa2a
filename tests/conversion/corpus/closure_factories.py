from functools import partial, reduce

import keras
from keras import layers

Conv = partial(layers.Conv2D, kernel_size=3, padding="same", activation="relu")
Pool = partial(layers.MaxPooling2D, pool_size=2)
pipeline = [Conv(8), Pool(), Conv(filters=16), Conv(16, kernel_size=1), Pool(strides=1), layers.Flatten()]

inputs = keras.Input((16, 16, 3))
features = reduce(lambda x, layer: layer(x), pipeline, inputs)
model = keras.Model(inputs, layers.Dense(4, activation="softmax")(features))
