# expects: vocabulary
import keras
model = keras.Sequential([
    keras.Input((1,), dtype="string"),
    keras.layers.TextVectorization(vocabulary="/etc/passwd", output_mode="int"),
])
