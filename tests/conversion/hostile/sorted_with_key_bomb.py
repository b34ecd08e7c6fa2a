# expects: either
import keras
sorted(range(10**9), key=lambda n: -n)
max(range(10**10))
sum(range(10**10))
list(map(str, range(10**10)))
list(zip(*[range(10**8)] * 10))
reversed(range(10**10))
any(False for _ in range(10**10))
10**9 in range(10**10)
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
