"""A small language model: causal self-attention, pre-norm."""
from tensorflow.keras import Input, Model
from tensorflow.keras.layers import (
    Add, Dense, Dropout, Embedding, LayerNormalization, MultiHeadAttention,
)

vocab_size = 2_000
maxlen = 40
embed_dim = 32
heads = 2

config = {"num_heads": heads, "key_dim": embed_dim // heads}

tokens = Input(shape=(maxlen,), dtype="int32", name="tokens")
x = Embedding(vocab_size, embed_dim)(tokens)
for layer_number in range(2):
    h = LayerNormalization(name=f"ln_a_{layer_number}")(x)
    attention = MultiHeadAttention(**config, name=f"attention_{layer_number}")
    a = attention(query=h, value=h, key=h, use_causal_mask=True)
    x = Add()([x, Dropout(0.1)(a)])
    h = LayerNormalization(name=f"ln_b_{layer_number}")(x)
    h = Dense(4 * embed_dim, activation="gelu")(h)
    h = Dense(embed_dim)(h)
    x = Add()([x, Dropout(0.1)(h)])
outputs = Dense(vocab_size, name="next_token")(LayerNormalization(name="ln_final")(x))
lm = Model(tokens, outputs, name="tiny_lm")
