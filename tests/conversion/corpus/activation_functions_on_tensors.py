from keras import Input, Model, layers, activations, ops
import keras

x = inputs = Input((10,))
x = layers.Dense(16)(x)
x = activations.relu(x)
x = layers.Dense(16)(x)
x = keras.activations.swish(x)
x = layers.Dense(16)(x)
x = ops.leaky_relu(x, negative_slope=0.1)
x = layers.Dense(16, activation=keras.ops.silu)(x)
x = ops.tanh(x) + ops.sigmoid(x)
model = Model(inputs, layers.Dense(3, activation=activations.softmax)(x))
