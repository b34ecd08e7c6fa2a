import keras
from keras import layers, ops


@keras.saving.register_keras_serializable(package="mine")
class Swish(layers.Layer):
    def call(self, x):
        return x * ops.sigmoid(x)


BLOCKS = {"relu": layers.ReLU, "swish": Swish}


def conv(x, filters, kind):
    x = layers.Conv2D(filters, 3, padding="same")(x)
    return BLOCKS[kind]()(x)  # skipped: Swish


inputs = keras.Input((8, 8, 3))
x = conv(inputs, 4, "relu")
x = conv(x, 4, "swish")
model = keras.Model(inputs, layers.Dense(1)(layers.Flatten()(x)))
