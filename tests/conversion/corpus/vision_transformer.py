import keras
from keras import layers, ops

image_size, patch_size = 32, 8
num_patches = (image_size // patch_size) ** 2
projection_dim = 24
num_heads = 4
transformer_units = [projection_dim * 2, projection_dim]


def mlp(x, hidden_units, dropout_rate):
    for units in hidden_units:
        x = layers.Dense(units, activation=keras.activations.gelu)(x)
        x = layers.Dropout(dropout_rate)(x)
    return x


inputs = keras.Input(shape=(image_size, image_size, 3))
patches = layers.Conv2D(projection_dim, patch_size, strides=patch_size, padding="valid")(inputs)
tokens = ops.reshape(patches, (-1, num_patches, projection_dim))
# learned places: an embedding of the numbers of the patches
places = layers.Embedding(input_dim=num_patches, output_dim=projection_dim)(
    ops.cumsum(ops.ones_like(tokens[:, :, 0]), axis=1) - 1
)
x = tokens + places
for _ in range(2):
    x1 = layers.LayerNormalization(epsilon=1e-6)(x)
    attended = layers.MultiHeadAttention(num_heads=num_heads, key_dim=projection_dim, dropout=0.1)(x1, x1)
    x2 = layers.Add()([attended, x])
    x3 = layers.LayerNormalization(epsilon=1e-6)(x2)
    x3 = mlp(x3, hidden_units=transformer_units, dropout_rate=0.1)
    x = layers.Add()([x3, x2])
representation = layers.LayerNormalization(epsilon=1e-6)(x)
representation = layers.Flatten()(representation)
logits = layers.Dense(10)(mlp(representation, [48, 32], 0.5))
vit = keras.Model(inputs=inputs, outputs=logits)
vit.compile(
    optimizer=keras.optimizers.AdamW(learning_rate=0.001, weight_decay=0.0001),
    loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    metrics=[
        keras.metrics.SparseCategoricalAccuracy(name="accuracy"),
        keras.metrics.SparseTopKCategoricalAccuracy(5, name="top-5-accuracy"),
    ],
)
