import tensorflow as tf
from tensorflow.keras.layers import *
from tensorflow.keras.models import Sequential

frames, size = 5, 32

cnn = Sequential()
cnn.add(Conv2D(8, (3, 3), activation="relu", input_shape=(size, size, 3)))
cnn.add(MaxPooling2D((2, 2)))
cnn.add(Conv2D(16, (3, 3), activation="relu"))
cnn.add(GlobalMaxPooling2D())

model = Sequential()
model.add(Input(shape=(frames, size, size, 3)))
model.add(TimeDistributed(cnn))
model.add(GRU(16))
model.add(Dense(5, activation="softmax"))
