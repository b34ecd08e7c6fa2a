# expects: noted
import keras
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(float("inf")), keras.layers.Dropout(float("nan"))])
