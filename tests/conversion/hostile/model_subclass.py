# expects: refused
import keras
class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.dense = keras.layers.Dense(2)
        __import__("os").abort()
    def call(self, x):
        return self.dense(x)
net = Net()
net.build((None, 4))
