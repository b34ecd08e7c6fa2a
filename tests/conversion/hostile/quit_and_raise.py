# expects: either
import keras
raise SystemExit
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
