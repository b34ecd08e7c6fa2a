import keras
from keras import layers


def inception(x, f1, f3r, f3, f5r, f5, proj, name=None):
    """One module with four towers."""
    tower_1 = layers.Conv2D(f1, 1, padding="same", activation="relu", name=f"{name}_1x1")(x)

    tower_3 = layers.Conv2D(f3r, 1, padding="same", activation="relu", name=f"{name}_3x3_reduce")(x)
    tower_3 = layers.Conv2D(f3, 3, padding="same", activation="relu", name=f"{name}_3x3")(tower_3)

    tower_5 = layers.Conv2D(f5r, 1, padding="same", activation="relu", name=f"{name}_5x5_reduce")(x)
    tower_5 = layers.Conv2D(f5, 5, padding="same", activation="relu", name=f"{name}_5x5")(tower_5)

    pool = layers.MaxPooling2D(3, strides=1, padding="same", name=name + "_pool")(x)
    pool = layers.Conv2D(proj, 1, padding="same", activation="relu", name=name + "_pool_proj")(pool)
    return layers.concatenate([tower_1, tower_3, tower_5, pool], axis=3, name=name)


settings = {
    "3a": (8, 12, 16, 2, 4, 4),
    "3b": (16, 16, 24, 4, 12, 8),
}

image = keras.Input((32, 32, 3))
x = layers.Conv2D(16, 7, strides=2, padding="same", activation="relu")(image)
x = layers.MaxPool2D(3, strides=2, padding="same")(x)
for key, numbers in settings.items():
    x = inception(x, *numbers, name="inception_" + key)
x = layers.GlobalAvgPool2D()(x)
x = layers.Dropout(0.4)(x)
x = layers.Dense(10, activation="softmax", name="output")(x)
googlenet = keras.Model(image, x, name="small_inception")
