import tensorflow as tf
from tensorflow.keras import layers


class TextClassifier(tf.keras.Model):
    def __init__(self, words=500, length=20, width=16, classes=3, depth=2, **kwargs):
        tokens = tf.keras.Input(shape=(length,), dtype="int32", name="tokens")
        x = layers.Embedding(words, width)(tokens)
        for _ in range(depth):
            x = self.block(x, width)
        x = layers.GlobalAveragePooling1D()(x)
        scores = layers.Dense(classes, activation="softmax", name="scores")(x)
        super(TextClassifier, self).__init__(inputs=tokens, outputs=scores, **kwargs)

    @staticmethod
    def block(x, width):
        y = layers.Conv1D(width, 3, padding="same", activation="relu")(x)
        y = layers.Dropout(0.2)(y)
        return layers.add([x, y])


class SmallClassifier(TextClassifier):
    pass


classifier = SmallClassifier(depth=1, name="small")
model = TextClassifier(words=1000)
model.compile("rmsprop", "sparse_categorical_crossentropy", metrics=["accuracy"])
