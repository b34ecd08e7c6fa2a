from keras.layers import Bidirectional, GRU, LSTM, Dense, TimeDistributed, Input, Masking
from keras.models import Sequential

tagger = Sequential([
    Input((None, 12)),
    Masking(mask_value=-1.0),
    Bidirectional(
        LSTM(10, return_sequences=True),
        backward_layer=LSTM(10, activation="relu", return_sequences=True, go_backwards=True),
        merge_mode="sum",
    ),
    Bidirectional(GRU(8, return_sequences=True), merge_mode="ave"),
    TimeDistributed(Dense(6, activation="softmax")),
])
tagger.compile(loss="categorical_crossentropy", optimizer="nadam")
