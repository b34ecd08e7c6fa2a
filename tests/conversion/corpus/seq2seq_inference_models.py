# Training model, and the encoder and decoder that sampling needs, out of the same layers.
from keras.layers import GRU, Dense, Embedding, Input
from keras.models import Model

units = 24
source = Input((None,), name="source")
target = Input((None,), name="target")
source_embedding = Embedding(300, 16, mask_zero=True, name="source_embedding")
target_embedding = Embedding(400, 16, mask_zero=True, name="target_embedding")
encoder_gru = GRU(units, return_state=True, name="encoder_gru")
decoder_gru = GRU(units, return_sequences=True, return_state=True, name="decoder_gru")
projection = Dense(400, activation="softmax", name="words")

_, encoder_state = encoder_gru(source_embedding(source))
sequence, _ = decoder_gru(target_embedding(target), initial_state=encoder_state)
training_model = Model([source, target], projection(sequence), name="training")
training_model.compile("adam", "sparse_categorical_crossentropy")

encoder_model = Model(source, encoder_state, name="encoder_model")

state_input = Input((units,), name="state")
sequence, new_state = decoder_gru(target_embedding(target), initial_state=state_input)
decoder_model = Model([target, state_input], [projection(sequence), new_state], name="decoder_model")
