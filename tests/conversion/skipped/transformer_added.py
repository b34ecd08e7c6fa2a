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


model = keras.Sequential()
model.add(layers.Input(shape=(10, 8)))
model.add(layers.Conv1D(8, 3, padding="same", activation="relu"))
model.add(TransformerBlock(8, 2, 16, rate=0.2))  # skipped: TransformerBlock
model.add(layers.GlobalAveragePooling1D())
model.add(layers.Dense(4, activation="softmax"))
model.compile(loss="categorical_crossentropy", optimizer="adam")
