import keras
from keras import layers


class SpectralNormalization(layers.Wrapper):
    def __init__(self, layer, iteration=1, **kwargs):
        super().__init__(layer, **kwargs)
        self.iteration = iteration

    def call(self, inputs):
        return self.layer(inputs)


inputs = keras.Input((16, 16, 3))
x = SpectralNormalization(layers.Conv2D(8, 3, strides=2, padding="same"))(inputs)  # skipped: SpectralNormalization
x = layers.LeakyReLU(0.2)(x)
x = layers.Flatten()(x)
x = SpectralNormalization(layers.Dense(1))(x)  # skipped: SpectralNormalization
critic = keras.Model(inputs, x)
