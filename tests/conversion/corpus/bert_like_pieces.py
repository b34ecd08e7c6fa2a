import keras
from keras import layers, ops

VOCAB, LENGTH, DIM, HEADS = 200, 16, 32, 4


def positions(x):
    length = ops.shape(x)[1]
    index = ops.arange(length)
    return index


ids = keras.Input((LENGTH,), dtype="int32")
x = layers.Embedding(VOCAB, DIM)(ids)
for n in range(2):
    attended = layers.MultiHeadAttention(HEADS, DIM // HEADS, dropout=0.1, name=f"mha_{n}")(x, x, x)
    x = layers.LayerNormalization(epsilon=1e-12)(x + layers.Dropout(0.1)(attended))
    inner = layers.Dense(DIM * 4, activation="gelu")(x)
    x = layers.LayerNormalization(epsilon=1e-12)(x + layers.Dense(DIM)(inner))
pooled = layers.Dense(DIM, activation="tanh")(x[:, 0])
model = keras.Model(ids, layers.Dense(2)(pooled))
