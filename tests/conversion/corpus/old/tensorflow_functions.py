import tensorflow as tf
from tensorflow.keras import layers, backend as K

a = tf.keras.Input((8, 4))
b = tf.keras.layers.experimental.preprocessing.Rescaling(1 / 255.0)(a)
x = tf.concat([a, b], axis=-1)
x = layers.Dense(16)(x)
x = tf.nn.relu(x)
m = tf.reduce_mean(x, axis=1)
s = layers.Lambda(lambda t: K.sum(t, axis=1))(x)
x = tf.stack([m, s], axis=1)
x = tf.reshape(x, (-1, 32))
x = tf.math.tanh(x)
model = tf.keras.Model(a, layers.Dense(1)(x))
