# expects: noted
import keras
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(4, activation=keras.utils.get_file)])
