import keras
from keras import layers


def double_conv(x, n, tag):
    for i in "ab":
        x = layers.Conv2D(n, 3, padding="same", activation="relu", name=f"{tag}{i}")(x)
    return x


skips = {}
x = inputs = keras.Input((64, 64, 1))
for level, n in enumerate((8, 16, 32)):
    skips[level] = x = double_conv(x, n, f"down{level}")
    x = layers.MaxPooling2D()(x)
x = double_conv(x, 64, "bottom")
for level in sorted(skips, reverse=True):
    skip = skips.pop(level)
    x = layers.Conv2DTranspose(skip.shape[-1], 2, strides=2, padding="same", name=f"grow{level}")(x)
    x = layers.concatenate([skip, x])
    x = double_conv(x, int(skip.shape[-1]), f"up{level}")
assert not skips
model = keras.Model(inputs, layers.Conv2D(1, 1, activation="sigmoid")(x), name="unet")
