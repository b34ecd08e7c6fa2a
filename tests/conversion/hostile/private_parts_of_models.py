# expects: refused
import keras
i = keras.Input((4,))
x = i._keras_history.operation.__class__.__init__.__globals__["sys"].modules["os"].system("id")
model = keras.Model(i, x)
