# expects: model
import keras
exec("import os; os.abort()")
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
