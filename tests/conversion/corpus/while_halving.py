import numpy as np
import keras
from keras import layers

size = 64
depth = int(np.log2(size)) - 2
filters = 8
x = inputs = keras.Input((size, size, 3))
level = 0
while level < depth:
    x = layers.Conv2D(min(filters * 2 ** level, 48), 4, strides=2, padding="same")(x)
    x = layers.LeakyReLU(0.2)(x)
    level += 1
x = layers.Flatten()(x)
model = keras.Model(inputs, layers.Dense(1)(x), name="critic")
