# expects: noted
import keras
import os
model = keras.Sequential([
    keras.Input((4,)),
    keras.layers.Dense(4, activation=os.system, kernel_initializer=eval, kernel_regularizer=lambda w: exec("1")),
])
