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


inputs = keras.Input((24, 16))
x = inputs
for _ in range(3):
    x = TransformerBlock(16, 2, 32)(x)  # skipped: TransformerBlock x3
x = layers.GlobalMaxPooling1D()(x)
model = keras.Model(inputs, layers.Dense(3)(x))
