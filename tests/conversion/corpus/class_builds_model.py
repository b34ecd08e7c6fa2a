import tensorflow as tf


class SentimentClassifier:
    """Keeps vocabulary and sizes, builds and compiles a model."""

    MAX_LEN = 120

    def __init__(self, vocab_size=5000, embedding_dim=32, *, units=None):
        self.vocab_size = vocab_size
        self.embedding_dim = embedding_dim
        self.units = units or [64, 32]
        self.model = None
        self._build()

    @classmethod
    def small(cls):
        return cls(1000, 16, units=[8])

    @staticmethod
    def _head(x, rate=0.3):
        x = tf.keras.layers.Dropout(rate)(x)
        return tf.keras.layers.Dense(1, activation="sigmoid", name="sentiment")(x)

    def _build(self):
        tokens = tf.keras.Input(shape=(self.MAX_LEN,), dtype="int32", name="tokens")
        x = tf.keras.layers.Embedding(self.vocab_size, self.embedding_dim, mask_zero=True)(tokens)
        for i, u in enumerate(self.units):
            more = i < len(self.units) - 1
            x = tf.keras.layers.Bidirectional(tf.keras.layers.LSTM(u, return_sequences=more))(x)
        self.model = tf.keras.Model(tokens, self._head(x))

    def compile(self, lr=1e-3):
        self.model.compile(tf.keras.optimizers.Adam(lr), "binary_crossentropy", metrics=["accuracy"])
        return self


classifier = SentimentClassifier().compile()
model = classifier.model
small = SentimentClassifier.small().model
