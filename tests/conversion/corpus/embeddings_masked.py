import tensorflow as tf
from tensorflow import keras

VOCAB = 500

words = keras.layers.Input(shape=[None], dtype="int64")
embedded = keras.layers.Embedding(VOCAB + 1, 24, mask_zero=True, embeddings_initializer="uniform")(words)
z = keras.layers.GRU(12, return_sequences=True)(embedded)
z = keras.layers.GRU(12)(z)
outputs = keras.layers.Dense(1, activation="sigmoid")(z)
model = keras.models.Model(inputs=[words], outputs=[outputs])
model.compile(loss="binary_crossentropy", optimizer="nadam", metrics=["accuracy"])
