# expects: either
import keras
def a(f=lambda: a()):
    return f()
a()
class R:
    def m(self): return R().m()
R().m()
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
