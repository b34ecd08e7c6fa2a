import numpy as np
from keras.layers import Input, Dense, Reshape, Flatten, BatchNormalization, LeakyReLU
from keras.models import Sequential, Model
from keras.optimizers import Adam

img_rows, img_cols, channels = 28, 28, 1
img_shape = (img_rows, img_cols, channels)
z_dim = 100


def build_generator(img_shape, z_dim):
    model = Sequential(name="generator")
    model.add(Input(shape=(z_dim,)))
    model.add(Dense(128))
    model.add(LeakyReLU(negative_slope=0.01))
    model.add(Dense(int(np.prod(img_shape)), activation="tanh"))
    model.add(Reshape(img_shape))
    return model


def build_discriminator(img_shape):
    model = Sequential(name="discriminator")
    model.add(Input(shape=img_shape))
    model.add(Flatten())
    model.add(Dense(128))
    model.add(LeakyReLU(negative_slope=0.01))
    model.add(Dense(1, activation="sigmoid"))
    return model


discriminator = build_discriminator(img_shape)
discriminator.compile(loss="binary_crossentropy", optimizer=Adam(learning_rate=0.0002, beta_1=0.5), metrics=["accuracy"])
generator = build_generator(img_shape, z_dim)
discriminator.trainable = False
z = Input(shape=(z_dim,))
gan = Model(z, discriminator(generator(z)), name="gan")
gan.compile(loss="binary_crossentropy", optimizer=Adam(learning_rate=0.0002, beta_1=0.5))


def train(iterations, batch_size, sample_interval):
    images = np.random.normal(size=(64,) + img_shape)
    real = np.ones((batch_size, 1))
    fake = np.zeros((batch_size, 1))
    for iteration in range(iterations):
        idx = np.random.randint(0, images.shape[0], batch_size)
        imgs = images[idx]
        z = np.random.normal(0, 1, (batch_size, z_dim))
        gen_imgs = generator.predict(z)
        d_loss_real = discriminator.train_on_batch(imgs, real)
        d_loss_fake = discriminator.train_on_batch(gen_imgs, fake)
        if (iteration + 1) % sample_interval == 0:
            print(iteration + 1, d_loss_real, d_loss_fake)


if __name__ == "__never__":
    train(20000, 128, 1000)
