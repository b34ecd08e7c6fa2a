import tensorflow as tf


def net():
    return tf.keras.models.Sequential([
        tf.keras.layers.Conv2D(filters=6, kernel_size=5, activation="sigmoid", padding="same"),
        tf.keras.layers.AvgPool2D(pool_size=2, strides=2),
        tf.keras.layers.Conv2D(filters=16, kernel_size=5, activation="sigmoid"),
        tf.keras.layers.AvgPool2D(pool_size=2, strides=2),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dense(120, activation="sigmoid"),
        tf.keras.layers.Dense(84, activation="sigmoid"),
        tf.keras.layers.Dense(10),
    ])


X = tf.random.uniform((1, 28, 28, 1))
lenet = net()
for layer in lenet.layers:
    X = layer(X)
    print(layer.__class__.__name__, "output shape: \t", X.shape)
lenet.build((None, 28, 28, 1))
