"""Masks and training flags given in calls."""
import keras
from keras import layers, ops

tokens = keras.Input((14,), dtype="int32")
mask = ops.not_equal(tokens, 0)
x = layers.Embedding(60, 16)(tokens)
x = layers.LSTM(16, return_sequences=True)(x, mask=mask)
scores = layers.Dense(1)(x)
scores = ops.squeeze(scores, axis=-1)
weights = layers.Softmax()(scores, mask=mask)
context = layers.Dot(axes=1)([weights, x])
context = layers.BatchNormalization()(context, training=False)
model = keras.Model(tokens, layers.Dense(3, activation="softmax")(context))
