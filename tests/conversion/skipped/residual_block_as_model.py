import keras
from keras import layers


class ResBlock(keras.Model):
    def __init__(self, filters):
        super().__init__()
        self.conv = layers.Conv2D(filters, 3, padding="same")

    def call(self, x):
        return x + self.conv(x)


def build():
    inputs = keras.Input((8, 8, 4))
    x = ResBlock(4)(inputs)  # skipped: ResBlock
    x = layers.GlobalAveragePooling2D()(x)
    return keras.Model(inputs, layers.Dense(2)(x))


model = build()
