# Generator, discriminator, and both in a row.
import keras
from keras import layers
from keras.layers import LeakyReLU

LATENT = 32

discriminator = keras.Sequential(
    [
        keras.Input(shape=(32, 32, 3)),
        layers.Conv2D(16, kernel_size=4, strides=2, padding="same"),
        LeakyReLU(negative_slope=0.2),
        layers.Conv2D(32, kernel_size=4, strides=2, padding="same"),
        LeakyReLU(negative_slope=0.2),
        layers.Flatten(),
        layers.Dropout(0.2),
        layers.Dense(1, activation="sigmoid"),
    ],
    name="discriminator",
)
discriminator.compile(loss="binary_crossentropy", optimizer=keras.optimizers.Adam(0.0002, beta_1=0.5))

generator = keras.Sequential(name="generator")
generator.add(keras.Input(shape=(LATENT,)))
generator.add(layers.Dense(8 * 8 * 32))
generator.add(layers.Reshape((8, 8, 32)))
for f in (32, 64):
    generator.add(layers.Conv2DTranspose(f, kernel_size=4, strides=2, padding="same"))
    generator.add(LeakyReLU(negative_slope=0.2))
generator.add(layers.Conv2D(3, kernel_size=5, padding="same", activation="tanh"))

discriminator.trainable = False
z = keras.Input((LATENT,), name="z")
gan = keras.Model(z, discriminator(generator(z)), name="gan")
gan.compile(loss="binary_crossentropy", optimizer=keras.optimizers.Adam(0.0002, beta_1=0.5))
