"""Blocks as functions that give functions."""
import keras
from keras import layers


def compose(*functions):
    def composed(x):
        for function in functions:
            x = function(x)
        return x

    return composed


def ConvBlock(filters, kernel_size=3, stride=1):
    return compose(
        layers.Conv2D(filters, kernel_size, stride, "same", use_bias=False),
        layers.BatchNormalization(),
        layers.LeakyReLU(),
    )


def Residual(function):
    def apply(x):
        return layers.add([x, function(x)])

    return apply


inputs = keras.Input((24, 24, 3))
network = compose(
    ConvBlock(8),
    Residual(compose(ConvBlock(4, 1), ConvBlock(8))),
    ConvBlock(16, stride=2),
    Residual(compose(ConvBlock(8, 1), ConvBlock(16))),
    layers.GlobalMaxPooling2D(),
    layers.Dense(10),
)
model = keras.Model(inputs, network(inputs))
