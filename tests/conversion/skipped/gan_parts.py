import keras
from keras import layers, ops


class PixelNormalization(layers.Layer):
    def call(self, inputs):
        return inputs / ops.sqrt(ops.mean(ops.square(inputs), axis=-1, keepdims=True) + 1e-8)


class MinibatchStdev(layers.Layer):
    def call(self, inputs):
        deviation = ops.mean(ops.std(inputs, axis=0))
        return ops.concatenate([inputs, ops.ones_like(inputs[..., :1]) * deviation], axis=-1)


def make_generator():
    noise = keras.Input((64,))
    x = PixelNormalization()(noise)  # skipped: PixelNormalization
    x = layers.Dense(4 * 4 * 16)(x)
    x = layers.Reshape((4, 4, 16))(x)
    x = layers.UpSampling2D()(x)
    x = layers.Conv2D(8, 3, padding="same", activation="relu")(x)
    x = PixelNormalization()(x)  # skipped: PixelNormalization
    return keras.Model(noise, layers.Conv2D(3, 1, activation="tanh")(x), name="generator")


def make_critic():
    image = keras.Input((8, 8, 3))
    x = layers.Conv2D(8, 3, padding="same")(image)
    x = MinibatchStdev()(x)  # skipped: MinibatchStdev
    x = layers.Flatten()(x)
    return keras.Model(image, layers.Dense(1)(x), name="critic")


generator = make_generator()
critic = make_critic()
