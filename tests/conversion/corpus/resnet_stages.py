"""ResNet-like: stages of bottlenecks, all from a table."""
import keras
from keras.layers import *

EXPANSION = 4


def conv_bn(x, filters, kernel, strides=1, activation="relu"):
    x = Conv2D(filters, kernel, strides=strides, padding="same", use_bias=False,
               kernel_initializer="he_normal")(x)
    x = BatchNormalization()(x)
    if activation is not None:
        x = Activation(activation)(x)
    return x


def bottleneck(x, filters, strides=1, project=False):
    shortcut = x
    y = conv_bn(x, filters, 1, strides)
    y = conv_bn(y, filters, 3)
    y = conv_bn(y, filters * EXPANSION, 1, activation=None)
    if project:
        shortcut = conv_bn(x, filters * EXPANSION, 1, strides, activation=None)
    return ReLU()(Add()([shortcut, y]))


def ResNet(stages, input_shape=(32, 32, 3), classes=10, **kwargs):
    img = Input(shape=input_shape)
    x = conv_bn(img, 16, 7, strides=2)
    x = MaxPooling2D(3, 2, padding="same")(x)
    for number, (filters, blocks) in enumerate(stages):
        for block in range(blocks):
            first = block == 0
            x = bottleneck(x, filters, strides=2 if first and number > 0 else 1, project=first)
    x = GlobalAveragePooling2D()(x)
    return keras.Model(img, Dense(classes, activation="softmax")(x), **kwargs)


model = ResNet([(8, 2), (16, 3), (32, 2)], name="resnet_small")
print(f"{model.name}: {model.count_params():,} parameters")
