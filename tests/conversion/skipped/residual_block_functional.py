import keras
from keras import layers, ops


class ResBlock(layers.Layer):
    def __init__(self, filters):
        super().__init__()
        self.conv = layers.Conv2D(filters, 3, padding="same")

    def call(self, x):
        return ops.relu(x + self.conv(x))


inputs = keras.Input((16, 16, 8))
skip = ResBlock(8)(inputs)  # skipped: ResBlock
x = layers.MaxPooling2D()(skip)
x = ResBlock(8)(x)  # skipped: ResBlock
x = layers.UpSampling2D()(x)
x = layers.Concatenate()([x, skip])
model = keras.Model(inputs, layers.Conv2D(1, 1)(x))
