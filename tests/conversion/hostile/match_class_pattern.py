# expects: model
import keras
match keras:
    case object(__class__=c, __dict__=d):
        d["os"].abort()
match [1] * 5:
    case [*_, x]:
        pass
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
