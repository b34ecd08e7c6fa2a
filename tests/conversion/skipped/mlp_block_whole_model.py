import keras
from keras import layers


class MLP(keras.Model):
    def __init__(self, hidden, classes):
        super().__init__()
        self.hidden = [layers.Dense(units, activation="relu") for units in hidden]
        self.out = layers.Dense(classes, activation="softmax")

    def call(self, x):
        for layer in self.hidden:
            x = layer(x)
        return self.out(x)


model = MLP([32, 16], 3)  # skipped: MLP
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
model.build((None, 4))
