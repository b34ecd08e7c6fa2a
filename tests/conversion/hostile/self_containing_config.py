# expects: noted
import keras
l = []
l.append(l)
model = keras.Sequential([keras.Input(l), keras.layers.Reshape(l)])
