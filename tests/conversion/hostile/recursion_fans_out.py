# expects: either
import keras
def fib(n):
    return 1 if n < 2 else fib(n - 1) + fib(n - 2)
fib(60)
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
