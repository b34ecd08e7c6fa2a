# expects: refused
import keras
def tree(x, depth):
    left, right = tree(x, depth + 1), tree(x, depth + 1)
    return keras.layers.add([left, right])
i = keras.Input((4,))
model = keras.Model(i, tree(i, 0))
