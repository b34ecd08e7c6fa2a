# expects: noted, says: Lambda
import keras
model = keras.Sequential([keras.Input((3, 4)), keras.layers.TimeDistributed(keras.layers.Lambda(eval))])
