import keras
from keras import layers

hidden = [64, 32, 16]
model = keras.Sequential(
    [keras.Input((10,))]
    + [layer for h in hidden for layer in (layers.Dense(h, use_bias=False), layers.BatchNormalization(), layers.ReLU())]
    + [layers.Dense(1)]
)
towers = [
    keras.Sequential([keras.Input((4,)), *(layers.Dense(u, "tanh") for u in range(8, 2, -3))], name=f"tower_{k}")
    for k in range(2)
]
a, b = keras.Input((4,)), keras.Input((4,))
joined = keras.Model([a, b], layers.Dot(axes=1)([towers[0](a), towers[1](b)]), name="joined")
