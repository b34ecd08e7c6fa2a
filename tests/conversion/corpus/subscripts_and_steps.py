import keras
from keras import layers, ops

sequence = keras.Input((12, 5))
last = sequence[:, -1]
first_channels = sequence[..., :2]
every_other = sequence[:, ::2, :]
single = sequence[:, 3, 1:2]
expanded = ops.expand_dims(last, 1)
repeated = ops.repeat(expanded, 6, axis=1)
joined = layers.concatenate([every_other, repeated])
summary = layers.LSTM(8)(joined)
flat = layers.Flatten()(first_channels)
out = layers.Dense(3)(layers.Concatenate()([summary, flat, single, last]))
model = keras.Model(sequence, out)
