# expects: either
import keras
type Alias[T] = list[T]
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
