import keras
from keras import layers


class TransformerDecoder(layers.Layer):
    def __init__(self, embed_dim, num_heads):
        super().__init__()
        self.attention = layers.MultiHeadAttention(num_heads=num_heads, key_dim=embed_dim)
        self.norm = layers.LayerNormalization()

    def call(self, inputs, encoder_outputs, use_causal_mask=True):
        out = self.attention(query=inputs, value=encoder_outputs, key=encoder_outputs)
        return self.norm(inputs + out)


encoder_inputs = keras.Input(shape=(None, 16), name="encoder_inputs")
decoder_inputs = keras.Input(shape=(None, 16), name="decoder_inputs")
encoded = layers.LSTM(16, return_sequences=True)(encoder_inputs)
x = TransformerDecoder(16, 2)(decoder_inputs, encoded)  # skipped: TransformerDecoder
x = layers.Dropout(0.5)(x)
decoder_outputs = layers.Dense(50, activation="softmax")(x)
transformer = keras.Model([encoder_inputs, decoder_inputs], decoder_outputs, name="transformer")
