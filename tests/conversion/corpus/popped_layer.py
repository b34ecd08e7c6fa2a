import keras
from keras.layers import Dense, Dropout

net = keras.Sequential()
net.add(keras.Input(shape=(10,)))
net.add(Dense(10))
net.add(Dropout(.1))
net.add(Dense(99))
net.pop()
net.add(Dense(3))
print(net.layers[-1].units, net.output_shape)
