import keras
from keras import layers, ops


class Patches(layers.Layer):
    def __init__(self, patch_size):
        super().__init__()
        self.patch_size = patch_size

    def call(self, images):
        patches = ops.image.extract_patches(images, size=self.patch_size)
        shape = ops.shape(patches)
        return ops.reshape(patches, (shape[0], shape[1] * shape[2], shape[3]))


class PatchEncoder(layers.Layer):
    def __init__(self, num_patches, projection_dim):
        super().__init__()
        self.num_patches = num_patches
        self.projection = layers.Dense(units=projection_dim)
        self.position_embedding = layers.Embedding(input_dim=num_patches, output_dim=projection_dim)

    def call(self, patch):
        positions = ops.expand_dims(ops.arange(0, self.num_patches), 0)
        return self.projection(patch) + self.position_embedding(positions)


augmentation = keras.Sequential([layers.Rescaling(1.0 / 255), layers.RandomFlip("horizontal")], name="augmentation")


def create_vit():
    inputs = keras.Input((24, 24, 1))
    x = augmentation(inputs)
    x = Patches(6)(x)  # skipped: Patches
    x = PatchEncoder(16, 8)(x)  # skipped: PatchEncoder
    x = layers.GlobalAveragePooling1D()(x)
    return keras.Model(inputs, layers.Dense(5, activation="softmax")(x))


vit = create_vit()
