import keras
from keras import layers, ops


class GaussianHead(layers.Layer):
    def __init__(self, dim):
        super().__init__()
        self.mean = layers.Dense(dim)
        self.log_var = layers.Dense(dim)

    def call(self, x):
        mean, log_var = self.mean(x), self.log_var(x)
        return mean, log_var, mean + ops.exp(0.5 * log_var)


inputs = keras.Input((20,))
hidden = layers.Dense(16, activation="relu")(inputs)
z_mean, z_log_var, z = GaussianHead(4)(hidden)  # skipped: GaussianHead
decoded = layers.Dense(20, activation="sigmoid")(z)
model = keras.Model(inputs, [decoded, z_mean, z_log_var])
