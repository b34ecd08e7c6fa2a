import keras
from keras import layers, ops


def squash(vectors, axis=-1):
    norm = ops.sum(ops.square(vectors), axis, keepdims=True)
    return norm / (1 + norm) / ops.sqrt(norm + 1e-7) * vectors


class Squash(layers.Layer):
    def call(self, inputs):
        return squash(inputs)


class Length(layers.Layer):
    def call(self, inputs, **kwargs):
        return ops.sqrt(ops.sum(ops.square(inputs), -1) + 1e-7)


class CapsuleLayer(layers.Layer):
    def __init__(self, num_capsule, dim_capsule, routings=3, **kwargs):
        super().__init__(**kwargs)
        self.num_capsule = num_capsule
        self.dim_capsule = dim_capsule

    def build(self, input_shape):
        self.W = self.add_weight(shape=(input_shape[1], self.num_capsule, self.dim_capsule, input_shape[2]))

    def call(self, inputs):
        return squash(ops.einsum("bni,ncdi->bcd", inputs, self.W))


x = keras.Input(shape=(28, 28, 1))
conv1 = layers.Conv2D(filters=16, kernel_size=9, activation="relu", name="conv1")(x)
primary = layers.Conv2D(filters=16, kernel_size=9, strides=2)(conv1)
primary = layers.Reshape(target_shape=[-1, 8])(primary)
primary = Squash()(primary)  # skipped: Squash
digit = CapsuleLayer(num_capsule=10, dim_capsule=16, name="digitcaps")(primary)  # skipped: CapsuleLayer
out = Length(name="capsnet")(digit)  # skipped: Length
model = keras.Model(x, out)
