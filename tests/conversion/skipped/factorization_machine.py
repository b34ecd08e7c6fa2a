import keras
from keras import layers, ops


class FM(layers.Layer):
    def __init__(self, k):
        super().__init__()
        self.k = k

    def build(self, shape):
        self.v = self.add_weight(shape=(shape[-1], self.k), initializer="random_normal")

    def call(self, x):
        square = ops.square(ops.matmul(x, self.v))
        return 0.5 * ops.sum(square - ops.matmul(ops.square(x), ops.square(self.v)), axis=1, keepdims=True)


wide = keras.Input((30,), name="wide")
deep = layers.Dense(16, activation="relu")(wide)
deep = layers.Dense(1)(deep)
linear = layers.Dense(1)(wide)
cross = FM(8)(wide)  # skipped: FM
model = keras.Model(wide, layers.Activation("sigmoid")(layers.add([deep, linear, cross])))
