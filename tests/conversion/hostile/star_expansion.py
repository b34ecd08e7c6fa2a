# expects: either
import keras
a = range(10**9)
b = [*a, *a]
first, *rest = range(10**9)
print(*range(10**9))
dict(**{str(i): i for i in range(10**7)})
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
