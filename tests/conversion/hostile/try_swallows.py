# expects: either
import keras
while True:
    try:
        raise ValueError
    except BaseException:
        continue
    finally:
        pass
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
