import keras
from keras import layers

dims = (784, 256, 64, 16)
names = ["wide", "mid", "code"]

inp = keras.Input((dims[0],))
h = inp
for units, name in zip(dims[1:], names):
    h = layers.Dense(units, "relu", name=f"enc_{name}")(h)
encoder = keras.Model(inp, h, name="encoder")

code = keras.Input((dims[-1],))
h = code
for i, units in enumerate(reversed(dims[:-1])):
    last = i == len(dims) - 2
    h = layers.Dense(units, "sigmoid" if last else "relu", name=f"dec_{i}")(h)
decoder = keras.Model(code, h, name="decoder")

autoencoder = keras.Model(inp, decoder(encoder(inp)), name="autoencoder")
autoencoder.compile("adam", "binary_crossentropy")
