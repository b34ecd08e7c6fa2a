from tensorflow.keras import Sequential, layers
from tensorflow.keras.constraints import MinMaxNorm
from tensorflow.keras.initializers import RandomNormal
from tensorflow.keras.layers import SpectralNormalization

clip = MinMaxNorm(min_value=0.0, max_value=0.5)
initial = RandomNormal(stddev=0.02)

critic = Sequential([
    layers.Input((28, 28, 1)),
    layers.Conv2D(8, (4, 4), (2, 2), padding='same', kernel_initializer=initial, kernel_constraint=clip),
    layers.BatchNormalization(gamma_constraint=MinMaxNorm(0.1, 1.0)),
    layers.LeakyReLU(0.2),
    SpectralNormalization(layers.Conv2D(8, 4, strides=2, padding='same')),
    layers.Flatten(),
    layers.Dense(1),
], name='critic')
critic.compile(optimizer='rmsprop', loss='mse')
