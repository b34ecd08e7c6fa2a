import keras
from keras import layers, ops


class GatedActivation(layers.Layer):
    def call(self, inputs):
        tanh, gate = inputs
        return ops.tanh(tanh) * ops.sigmoid(gate)


inputs = keras.Input((64, 1))
x = layers.Conv1D(8, 1)(inputs)
skips = []
for rate in (1, 2, 4):
    t = layers.Conv1D(8, 2, dilation_rate=rate, padding="causal")(x)
    g = layers.Conv1D(8, 2, dilation_rate=rate, padding="causal")(x)
    gated = GatedActivation()([t, g])  # skipped: GatedActivation x3
    x = layers.add([x, gated])
    skips.append(gated)
x = layers.Activation("relu")(layers.add(skips))
model = keras.Model(inputs, layers.Conv1D(1, 1)(x))
