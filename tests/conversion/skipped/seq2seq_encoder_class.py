import keras
from keras import layers


class Encoder(keras.Model):
    def __init__(self, vocab_size, embedding_dim, enc_units):
        super().__init__()
        self.embedding = layers.Embedding(vocab_size, embedding_dim)
        self.gru = layers.GRU(enc_units, return_sequences=True, return_state=True)

    def call(self, x):
        return self.gru(self.embedding(x))


class Decoder(keras.Model):
    def __init__(self, vocab_size):
        super().__init__()
        self.fc = layers.Dense(vocab_size)

    def call(self, x):
        return self.fc(x)


encoder = Encoder(1000, 32, 64)  # skipped: Encoder
decoder = Decoder(1200)  # skipped: Decoder
