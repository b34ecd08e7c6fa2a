import numpy as np
import tensorflow as tf

AUTOTUNE = tf.data.AUTOTUNE
images = np.random.randint(0, 255, size=(40, 32, 32, 3)).astype("uint8")
labels = np.random.randint(0, 5, size=(40,))


def preprocess(image, label):
    image = tf.cast(image, tf.float32) / 255.0
    return image, label


train_ds = tf.data.Dataset.from_tensor_slices((images, labels))
train_ds = train_ds.map(preprocess, num_parallel_calls=AUTOTUNE).shuffle(40).batch(8).prefetch(AUTOTUNE)

model = tf.keras.Sequential([
    tf.keras.layers.Conv2D(16, 3, activation="relu"),
    tf.keras.layers.MaxPooling2D(),
    tf.keras.layers.Flatten(),
    tf.keras.layers.Dense(5, activation="softmax"),
])
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(train_ds, epochs=2)
