# expects: model
import keras
import antigravity
import this
from os import *
from __main__ import secrets
from . import sibling
import layerloom_no_such_module_anywhere
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
