# expects: noted
import keras
model = keras.Sequential([
    keras.Input((1,), dtype="string"),
    keras.layers.TextVectorization(standardize=eval, split=lambda s: exec(s), vocabulary=["a"]),
])
