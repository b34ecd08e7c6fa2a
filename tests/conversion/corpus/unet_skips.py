import keras
from keras import layers


def double_conv(x, n):
    for _ in range(2):
        x = layers.Conv2D(n, 3, padding="same", activation="relu", kernel_initializer="he_normal")(x)
    return x


def get_unet(img_size=(64, 64), num_classes=3, depth=3, start=8):
    inputs = keras.Input(shape=img_size + (3,))
    skips = []
    x = inputs
    # going down
    for level in range(depth):
        x = double_conv(x, start * 2**level)
        skips.append(x)
        x = layers.MaxPooling2D(2)(x)
        x = layers.Dropout(0.1 * (level + 1))(x)

    x = double_conv(x, start * 2**depth)

    # and up again
    for level, skip in zip(reversed(range(depth)), skips[::-1]):
        x = layers.Conv2DTranspose(start * 2**level, 2, strides=2, padding="same")(x)
        x = layers.concatenate([x, skip])
        x = double_conv(x, start * 2**level)

    outputs = layers.Conv2D(num_classes, 1, activation="softmax", padding="same")(x)
    return keras.Model(inputs, outputs, name="unet")


model = get_unet()
model.compile(optimizer="rmsprop", loss="sparse_categorical_crossentropy")
