# expects: model
import gc, inspect, sys
import keras
sys._getframe(0).f_globals["keras"] = None
inspect.currentframe().f_back.f_locals
gc.get_objects()
sys.setrecursionlimit(10**9)
sys.modules["keras"] = None
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
