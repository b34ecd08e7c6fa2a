import keras
from keras import layers as L


def se(x, ratio=4):
    n = x.shape[-1]
    s = L.GlobalAveragePooling2D(keepdims=True)(x)
    s = L.Conv2D(max(1, n // ratio), 1, activation="swish")(s)
    s = L.Conv2D(n, 1, activation="sigmoid")(s)
    return L.multiply([x, s])


def mbconv(x, n_out, *, expand=4, kernel=3, strides=1, drop=0.0):
    n_in = x.shape[-1]
    y = x
    if expand != 1:
        y = L.Conv2D(n_in * expand, 1, use_bias=False)(y)
        y = L.BatchNormalization()(y)
        y = L.Activation("swish")(y)
    y = L.DepthwiseConv2D(kernel, strides, padding="same", use_bias=False)(y)
    y = L.Activation("swish")(L.BatchNormalization()(y))
    y = se(y)
    y = L.BatchNormalization()(L.Conv2D(n_out, 1, use_bias=False)(y))
    if strides == 1 and n_in == n_out:
        if drop > 0:
            y = L.Dropout(drop, noise_shape=(None, 1, 1, 1))(y)
        y = L.add([y, x])
    return y


stages = ((8, 1, 1, 3), (12, 2, 2, 3), (20, 2, 2, 5))
total = sum(n for _, n, *_ in stages)
done = 0
image = keras.Input((48, 48, 3))
x = L.Conv2D(8, 3, strides=2, padding="same", activation="swish")(image)
for n_out, repeats, strides, kernel in stages:
    for i in range(repeats):
        x = mbconv(x, n_out, kernel=kernel, strides=strides if i == 0 else 1, drop=0.2 * done / total)
        done += 1
model = keras.Model(image, L.Dense(4)(L.GlobalAveragePooling2D()(x)))
