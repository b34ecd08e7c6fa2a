# expects: refused
import os as keras
model = keras.Sequential([keras.system("id")])
