import numpy as np
from keras.layers import Embedding, GlobalMaxPooling1D, Conv1D, Dense, Input
from keras.models import Model
from keras.utils import pad_sequences, to_categorical

texts = ["a good film", "a bad film", "what a waste of time", "loved it", "never again"]
labels = [1, 0, 0, 1, 0]

words = sorted({w for t in texts for w in t.split()})
word_index = {w: i + 1 for i, w in enumerate(words)}
sequences = [[word_index[w] for w in t.split()] for t in texts]
maxlen = max(len(s) for s in sequences)
data = pad_sequences(sequences, maxlen=maxlen, padding="post")
targets = to_categorical(np.asarray(labels))
vocab_size = len(word_index) + 1

sequence_input = Input(shape=(maxlen,), dtype="int32")
embedded = Embedding(vocab_size, 8)(sequence_input)
x = Conv1D(16, 2, activation="relu")(embedded)
x = GlobalMaxPooling1D()(x)
preds = Dense(targets.shape[1], activation="softmax")(x)
model = Model(sequence_input, preds)
model.compile(loss="categorical_crossentropy", optimizer="rmsprop", metrics=["acc"])
model.fit(data, targets, batch_size=2, epochs=2)
