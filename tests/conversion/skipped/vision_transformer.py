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


projection_dim = 16
num_patches = 16
inputs = keras.Input(shape=(32, 32, 3))
patches = Patches(8)(inputs)  # skipped: Patches
encoded_patches = PatchEncoder(num_patches, projection_dim)(patches)  # skipped: PatchEncoder
for _ in range(2):
    x1 = layers.LayerNormalization(epsilon=1e-6)(encoded_patches)
    attention_output = layers.MultiHeadAttention(num_heads=2, key_dim=projection_dim, dropout=0.1)(x1, x1)
    x2 = layers.Add()([attention_output, encoded_patches])
    x3 = layers.LayerNormalization(epsilon=1e-6)(x2)
    x3 = layers.Dense(32, activation="gelu")(x3)
    x3 = layers.Dense(projection_dim, activation="gelu")(x3)
    encoded_patches = layers.Add()([x3, x2])
representation = layers.Flatten()(layers.LayerNormalization(epsilon=1e-6)(encoded_patches))
model = keras.Model(inputs=inputs, outputs=layers.Dense(10)(representation))
