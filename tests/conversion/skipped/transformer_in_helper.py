import keras
from keras import layers


class TransformerBlock(layers.Layer):
    def __init__(self, embed_dim, num_heads, ff_dim, rate=0.1):
        super().__init__()
        self.att = layers.MultiHeadAttention(num_heads=num_heads, key_dim=embed_dim)
        self.ffn = keras.Sequential([layers.Dense(ff_dim, activation="relu"), layers.Dense(embed_dim)])
        self.layernorm1 = layers.LayerNormalization(epsilon=1e-6)
        self.layernorm2 = layers.LayerNormalization(epsilon=1e-6)
        self.dropout = layers.Dropout(rate)

    def call(self, inputs):
        x = self.layernorm1(inputs + self.dropout(self.att(inputs, inputs)))
        return self.layernorm2(x + self.dropout(self.ffn(x)))


def encode(x, depth):
    for _ in range(depth):
        x = layers.Dense(16)(x)
        x = TransformerBlock(16, 4, 64)(x)  # skipped: TransformerBlock x2
    return x


def build(depth=2):
    inputs = keras.Input(shape=(32, 8))
    x = encode(inputs, depth)
    x = layers.Flatten()(x)
    return keras.Model(inputs, layers.Dense(10, activation="softmax")(x))


model = build()
