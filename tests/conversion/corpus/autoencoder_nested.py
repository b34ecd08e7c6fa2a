from tensorflow.keras import layers, Model, Input

latent = 16


def build_encoder(shape):
    i = Input(shape)
    x = layers.Conv2D(8, 3, strides=2, padding="same", activation="relu")(i)
    x = layers.Conv2D(16, 3, strides=2, padding="same", activation="relu")(x)
    x = layers.Flatten()(x)
    return Model(i, layers.Dense(latent, name="latent")(x), name="encoder")


def build_decoder(side):
    i = Input((latent,))
    x = layers.Dense(side * side * 16, activation="relu")(i)
    x = layers.Reshape((side, side, 16))(x)
    for filters in (16, 8):
        x = layers.Conv2DTranspose(filters, 3, activation="relu", strides=2, padding="same")(x)
    return Model(i, layers.Conv2DTranspose(1, 3, activation="sigmoid", padding="same")(x), name="decoder")


encoder = build_encoder((28, 28, 1))
decoder = build_decoder(7)
image = Input((28, 28, 1))
autoencoder = Model(image, decoder(encoder(image)), name="autoencoder")
autoencoder.compile("adam", loss="mse")
autoencoder.summary(expand_nested=True)
