# expects: either
import keras
a = "ab".join(["x"] * 10**8)
b = ("x" * 10**6).replace("x", "y" * 10**6)
c = "\t".expandtabs(10**10)
d = ("a," * 10**7).split(",")
e = "x".join("y" * 10**9)
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
