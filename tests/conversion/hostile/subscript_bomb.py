# expects: either
import keras
i = keras.Input((4,))
x = i[[0] * 10**9]
y = i[..., ..., ...]
z = i[i.__class__]
