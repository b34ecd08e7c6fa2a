import keras
from keras import layers, ops


class WeightNormDense(layers.Dense):
    def call(self, inputs):
        kernel = self.kernel / (ops.norm(self.kernel, axis=0) + 1e-6)
        return self.activation(ops.matmul(inputs, kernel) + self.bias)


model = keras.Sequential()
model.add(keras.Input((10,)))
model.add(WeightNormDense(16, activation="relu"))  # skipped: WeightNormDense
model.add(layers.Dropout(0.3))
model.add(WeightNormDense(1))  # skipped: WeightNormDense
