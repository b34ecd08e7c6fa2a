"""Two classes of film reviews, with a validation set cut off by hand."""
import numpy as np
from tensorflow.keras.datasets import imdb
from tensorflow import keras
from tensorflow.keras import layers


def vectorize_sequences(sequences, dimension=10000):
    results = np.zeros((len(sequences), dimension))
    for i, sequence in enumerate(sequences):
        for j in sequence:
            results[i, j] = 1.0
    return results


(train_data, train_labels), (test_data, test_labels) = imdb.load_data(num_words=10000)
word_index = {"the": 1, "and": 2}
reverse_word_index = dict([(value, key) for (key, value) in word_index.items()])
decoded_review = " ".join([reverse_word_index.get(i - 3, "?") for i in train_data[0]])

x_train = vectorize_sequences(train_data)
y_train = np.asarray(train_labels).astype("float32")

model = keras.Sequential([
    keras.Input(shape=(10000,)),
    layers.Dense(16, activation="relu"),
    layers.Dense(16, activation="relu"),
    layers.Dense(1, activation="sigmoid")
])
model.compile(optimizer="rmsprop",
              loss="binary_crossentropy",
              metrics=["accuracy"])

x_val = x_train[:2]
partial_x_train = x_train[2:]
history = model.fit(partial_x_train,
                    y_train[2:],
                    epochs=20,
                    batch_size=512,
                    validation_data=(x_val, y_train[:2]))
history_dict = history.history
loss_values = history_dict["loss"]
epochs = range(1, len(loss_values) + 1)

import matplotlib.pyplot as plt
plt.plot(epochs, loss_values, "bo", label="Training loss")
plt.title("Training and validation loss")
plt.xlabel("Epochs")
plt.legend()
plt.show()
