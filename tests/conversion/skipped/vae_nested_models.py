import keras
from keras import layers, ops


class Sampling(layers.Layer):
    """Uses (z_mean, z_log_var) to sample z, the vector encoding a digit."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.seed_generator = keras.random.SeedGenerator(1337)

    def call(self, inputs):
        z_mean, z_log_var = inputs
        epsilon = keras.random.normal(shape=ops.shape(z_mean), seed=self.seed_generator)
        return z_mean + ops.exp(0.5 * z_log_var) * epsilon


def encoder_model():
    inputs = keras.Input((64,))
    h = layers.Dense(32, activation="relu")(inputs)
    mean, log_var = layers.Dense(8)(h), layers.Dense(8)(h)
    return keras.Model(inputs, Sampling(name="sampling")([mean, log_var]), name="encoder")  # skipped: Sampling


encoder = encoder_model()
decoder = keras.Sequential([keras.Input((8,)), layers.Dense(32, activation="relu"), layers.Dense(64)], name="decoder")
inputs = keras.Input((64,))
autoencoder = keras.Model(inputs, decoder(encoder(inputs)))
