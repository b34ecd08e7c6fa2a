import keras
from keras import layers

COMMON = dict(padding="same", kernel_initializer="he_normal", use_bias=False)


def conv_bn(x, filters, kernel_size=3, *, strides=1, act=True, **kwargs):
    x = layers.Conv2D(filters, kernel_size, strides=strides, **{**COMMON, **kwargs})(x)
    x = layers.BatchNormalization(momentum=0.9)(x)
    return layers.Activation("relu")(x) if act else x


def stack(x, *widths, **kw):
    for w in widths:
        x = conv_bn(x, w, **kw)
    return x


inputs = keras.Input(shape=(64, 64, 3))
x = stack(inputs, 16, 32, strides=2)
y = stack(x, 32, 32, act=False, use_bias=True)
x = layers.add([x, y])
x = layers.GlobalMaxPooling2D()(x)
model = keras.Model(inputs=[inputs], outputs=[layers.Dense(5)(x)])
