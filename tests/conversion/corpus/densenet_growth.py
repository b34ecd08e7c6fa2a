import tensorflow as tf

L = tf.keras.layers
GROWTH = 12
REDUCTION = 0.5


def dense_block(x, number_of_layers):
    for i in range(number_of_layers):
        y = L.BatchNormalization(axis=-1, epsilon=1.001e-5)(x)
        y = L.ReLU()(y)
        y = L.Conv2D(4 * GROWTH, 1, use_bias=False)(y)
        y = L.BatchNormalization(axis=-1, epsilon=1.001e-5)(y)
        y = L.ReLU()(y)
        y = L.Conv2D(GROWTH, 3, padding="same", use_bias=False)(y)
        x = L.Concatenate()([x, y])
    return x


def transition(x):
    channels = int(x.shape[-1] * REDUCTION)
    x = L.BatchNormalization()(x)
    x = L.Conv2D(channels, kernel_size=1, use_bias=False)(x)
    return L.AvgPool2D(2)(x)


inp = tf.keras.layers.Input((32, 32, 3))
x = L.Conv2D(2 * GROWTH, 3, padding="same", use_bias=False)(inp)
blocks = [2, 3, 2]
for i, n in enumerate(blocks):
    x = dense_block(x, n)
    if i < len(blocks) - 1:
        x = transition(x)
x = L.GlobalAveragePooling2D()(L.ReLU()(L.BatchNormalization()(x)))
out = L.Dense(10, "softmax")(x)
densenet = tf.keras.models.Model(inp, out)
