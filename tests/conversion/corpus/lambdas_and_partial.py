from functools import partial
import keras
from keras import layers

conv = partial(layers.Conv2D, kernel_size=3, padding="same", kernel_initializer="he_normal", activation="relu")
block = lambda x, n: layers.MaxPooling2D()(conv(filters=n)(conv(n)(x)))
dense = lambda units, activation="relu": layers.Dense(units, activation=activation)

inputs = keras.Input((32, 32, 1))
x = block(inputs, 8)
x = block(x, 16)
x = layers.Flatten()(x)
model = keras.Model(inputs, dense(5, "softmax")(dense(20)(x)))
