# expects: either
import keras
y = lambda f: f(f)
y(y)
(lambda g: g(g))(lambda g: g(g))
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
