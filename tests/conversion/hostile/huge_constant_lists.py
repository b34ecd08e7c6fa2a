# expects: either
import keras
words = [str(i) for i in range(10**6)]
model = keras.Sequential([keras.Input((1,), dtype="string"), keras.layers.StringLookup(vocabulary=words)])
