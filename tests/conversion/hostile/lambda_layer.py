# expects: noted, says: Lambda
import keras
model = keras.Sequential([keras.Input((4,)), keras.layers.Lambda(lambda x: __import__("os").abort())])
