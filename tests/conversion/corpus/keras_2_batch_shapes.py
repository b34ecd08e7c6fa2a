from keras.models import Sequential
from keras.layers import Dense, Activation, LeakyReLU, LSTM, Input
from keras.optimizers import Adam

model = Sequential()
model.add(Input(batch_shape=(None, 20, 5)))
model.add(LSTM(32, return_sequences=True))
model.add(LSTM(16))
model.add(Dense(8))
model.add(LeakyReLU(negative_slope=0.1))
model.add(Dense(1, kernel_initializer='uniform'))
model.add(Activation('sigmoid'))
model.compile(loss='binary_crossentropy', optimizer=Adam(learning_rate=0.001))
model.fit([], [], epochs=10, batch_size=32)
