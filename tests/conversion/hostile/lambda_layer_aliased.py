# expects: noted, says: Lambda
from keras.layers import Lambda as Dense
import keras
model = keras.Sequential([keras.Input((4,)), Dense("__import__('os').abort()")])
