# expects: noted
import keras
from keras import layers
frame = keras.Sequential([keras.Input((2,)), layers.Dense(2)])
for _ in range(10**6):
    frame = layers.TimeDistributed(frame)
x = keras.Input((2, 2))
model = keras.Model(x, layers.Dense(2)(frame(x)))
