from tensorflow.python.keras.models import Sequential
from keras.layers.core import Dense, Activation
from keras.layers.advanced_activations import LeakyReLU
from keras.layers.recurrent import LSTM
from keras.optimizers import Adam

model = Sequential()
model.add(LSTM(32, batch_input_shape=(None, 20, 5), return_sequences=True))
model.add(LSTM(16))
model.add(Dense(8))
model.add(LeakyReLU(alpha=0.1))
model.add(Dense(1, init='uniform'))
model.add(Activation('sigmoid'))
model.compile(loss='binary_crossentropy', optimizer=Adam(lr=0.001))
model.fit(X, y, nb_epoch=10, batch_size=32)
