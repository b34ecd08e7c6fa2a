import tensorflow as tf
from tensorflow.keras.layers import SeparableConv2D, Conv2D, BatchNormalization, ReLU, Add, MaxPool2D, GlobalAvgPool2D, Dense, Input
from tensorflow.keras import Model


def conv_bn(x, filters, kernel_size, strides=1):
    x = Conv2D(filters=filters, kernel_size=kernel_size, strides=strides, padding='same', use_bias=False)(x)
    x = BatchNormalization()(x)
    return x


def sep_bn(x, filters, kernel_size, strides=1):
    x = SeparableConv2D(filters=filters, kernel_size=kernel_size, strides=strides, padding='same', use_bias=False)(x)
    x = BatchNormalization()(x)
    return x


def entry_flow(x):
    x = conv_bn(x, filters=8, kernel_size=3, strides=2)
    x = ReLU()(x)
    x = conv_bn(x, filters=16, kernel_size=3)
    tensor = ReLU()(x)
    for f in [32, 48]:
        x = sep_bn(tensor, filters=f, kernel_size=3)
        x = ReLU()(x)
        x = sep_bn(x, filters=f, kernel_size=3)
        x = MaxPool2D(pool_size=3, strides=2, padding='same')(x)
        tensor = conv_bn(tensor, filters=f, kernel_size=1, strides=2)
        x = Add()([tensor, x])
        tensor = x
    return x


def middle_flow(tensor):
    for _ in range(2):
        x = ReLU()(tensor)
        x = sep_bn(x, filters=48, kernel_size=3)
        x = ReLU()(x)
        x = sep_bn(x, filters=48, kernel_size=3)
        tensor = Add()([tensor, x])
    return tensor


input = Input(shape=(71, 71, 3))
output = Dense(units=10, activation='softmax')(GlobalAvgPool2D()(middle_flow(entry_flow(input))))
model = Model(inputs=input, outputs=output)
