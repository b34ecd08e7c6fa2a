# expects: either
import keras
w = 10**9
s = format(1, f">{w}")
t = "{:{}}".format(1, f">{w}")
u = "a".ljust(10**10) + "b".center(10**10) + "c".zfill(10**10)
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
