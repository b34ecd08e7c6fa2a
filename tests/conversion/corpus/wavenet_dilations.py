import keras

filters = 16
inputs = keras.layers.Input(shape=[None, 1])
z = keras.layers.Conv1D(filters, kernel_size=2, padding="causal")(inputs)


def gated(z):
    half = keras.layers.Activation("tanh")(z)
    gate = keras.layers.Activation("sigmoid")(z)
    return keras.layers.Multiply()([half, gate])


skip_to_last = []
for dilation_rate in [2**i for i in range(4)] * 2:
    skip = z
    z = keras.layers.Conv1D(2 * filters, 2, padding="causal", dilation_rate=dilation_rate)(z)
    z = gated(z)
    z = keras.layers.Conv1D(filters, kernel_size=1)(z)
    z, s = keras.layers.Add()([z, skip]), z
    skip_to_last.append(s)

z = keras.activations.relu(keras.layers.Add()(skip_to_last))
z = keras.layers.Conv1D(filters, kernel_size=1, activation="relu")(z)
Y_proba = keras.layers.Conv1D(8, kernel_size=1, activation="softmax")(z)
model = keras.models.Model(inputs=[inputs], outputs=[Y_proba])
