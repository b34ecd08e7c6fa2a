import keras
from keras import layers, ops


class AttentionGate(layers.Layer):
    def __init__(self, filters):
        super().__init__()
        self.theta = layers.Conv2D(filters, 1)
        self.phi = layers.Conv2D(filters, 1)
        self.psi = layers.Conv2D(1, 1, activation="sigmoid")

    def call(self, skip, gate):
        return skip * self.psi(ops.relu(self.theta(skip) + self.phi(gate)))


def double_conv(x, filters):
    x = layers.Conv2D(filters, 3, padding="same", activation="relu")(x)
    return layers.Conv2D(filters, 3, padding="same", activation="relu")(x)


inputs = keras.Input((32, 32, 1))
skips = []
x = inputs
for filters in (4, 8):
    x = double_conv(x, filters)
    skips.append(x)
    x = layers.MaxPooling2D()(x)
x = double_conv(x, 16)
for filters, skip in zip((8, 4), reversed(skips), strict=True):
    x = layers.Conv2DTranspose(filters, 2, strides=2)(x)
    gated = AttentionGate(filters)(skip, gate=x)  # skipped: AttentionGate x2
    x = double_conv(layers.Concatenate()([gated, x]), filters)
unet = keras.Model(inputs, layers.Conv2D(1, 1, activation="sigmoid")(x))
