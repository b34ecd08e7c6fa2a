import keras
from keras import layers

cells = [layers.GRUCell(16), layers.LSTMCell(12), layers.SimpleRNNCell(8, activation="relu")]
inputs = keras.Input((10, 4))
outputs = layers.RNN(cells, return_sequences=True)(inputs)
outputs = layers.RNN(layers.LSTMCell(6, dropout=0.2), return_state=False)(outputs)
outputs = layers.Dense(1)(outputs)
model = keras.Model(inputs, outputs)

stacked = keras.Sequential()
stacked.add(keras.Input((10, 4)))
stacked.add(layers.RNN(layers.StackedRNNCells([layers.LSTMCell(n) for n in (8, 4)])))
stacked.add(layers.Dense(1, kernel_regularizer="l2"))
