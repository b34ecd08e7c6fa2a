# expects: model
import socket
import keras
s = socket.socket()
s.connect(("127.0.0.1", 9))
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
