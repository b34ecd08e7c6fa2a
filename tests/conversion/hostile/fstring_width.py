# expects: either
import keras
x = 1
name = f"{x:>999999999}"
wide = f"{x:{10**9}}"
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
