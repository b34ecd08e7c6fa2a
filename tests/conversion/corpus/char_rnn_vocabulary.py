import numpy as np
import keras
from keras import layers

text = "the quick brown fox jumps over the lazy dog " * 4
chars = sorted(list(set(text)))
char_to_id = dict((c, i) for i, c in enumerate(chars))
id_to_char = {i: c for c, i in char_to_id.items()}
maxlen, step = 12, 3
sentences, next_chars = [], []
for i in range(0, len(text) - maxlen, step):
    sentences.append(text[i:i + maxlen])
    next_chars.append(text[i + maxlen])

x = np.zeros((len(sentences), maxlen, len(chars)), dtype="bool")
y = np.zeros((len(sentences), len(chars)), dtype="bool")
for i, sentence in enumerate(sentences):
    for t, char in enumerate(sentence):
        x[i, t, char_to_id[char]] = 1
    y[i, char_to_id[next_chars[i]]] = 1

model = keras.Sequential([
    keras.Input(shape=(maxlen, len(chars))),
    layers.LSTM(128),
    layers.Dense(len(chars), activation="softmax"),
])
optimizer = keras.optimizers.RMSprop(learning_rate=0.01)
model.compile(loss="categorical_crossentropy", optimizer=optimizer)
