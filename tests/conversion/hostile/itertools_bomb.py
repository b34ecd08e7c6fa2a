# expects: either
import itertools
import keras
list(itertools.product(range(1000), repeat=10))
list(itertools.count())
list(itertools.permutations(range(100)))
for x in itertools.cycle([1]):
    pass
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
