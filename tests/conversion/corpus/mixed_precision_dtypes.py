import keras
from keras import layers

inputs = keras.Input((16,), dtype="float16")
x = layers.Dense(8, dtype="mixed_float16", activation="relu")(inputs)
x = layers.Dense(4, dtype="float64")(x)
ids = keras.Input((3,), dtype="int32")
vectors = layers.Embedding(11, 4)(ids)
pooled = layers.GlobalAveragePooling1D()(vectors)
outputs = layers.Dense(1, activation="linear", dtype="float32")(layers.concatenate([x, pooled], dtype="float32"))
model = keras.Model([inputs, ids], outputs)
