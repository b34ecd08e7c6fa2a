# expects: noted
import keras
from os import system as Dense
from evil import layers
model = keras.Sequential([keras.Input((4,)), Dense("id"), layers.Dense(4)])
