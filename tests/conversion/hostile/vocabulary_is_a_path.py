# expects: vocabulary
import keras
model = keras.Sequential([
    keras.Input((1,), dtype="string"),
    keras.layers.StringLookup(vocabulary="/etc/passwd"),
])
