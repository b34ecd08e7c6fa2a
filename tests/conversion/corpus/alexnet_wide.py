import tensorflow as tf
from tensorflow import keras

# Small stand-in for the 2012 network.
model = keras.models.Sequential([
    keras.layers.Conv2D(filters=12, kernel_size=(11, 11), strides=(4, 4), activation='relu', input_shape=(115, 115, 3)),
    keras.layers.BatchNormalization(),
    keras.layers.MaxPool2D(pool_size=(3, 3), strides=(2, 2)),
    keras.layers.Conv2D(filters=32, kernel_size=(5, 5), strides=(1, 1), activation='relu', padding="same"),
    keras.layers.BatchNormalization(),
    keras.layers.MaxPool2D(pool_size=(3, 3), strides=(2, 2)),
    keras.layers.Conv2D(filters=48, kernel_size=(3, 3), strides=(1, 1), activation='relu', padding="same"),
    keras.layers.Flatten(),
    keras.layers.Dense(128, activation='relu'),
    keras.layers.Dropout(0.5),
    keras.layers.Dense(10, activation='softmax')
])
model.compile(loss='sparse_categorical_crossentropy',
              optimizer=tf.optimizers.SGD(learning_rate=0.001, momentum=0.9, nesterov=True),
              metrics=['accuracy'])
root_logdir = "logs"
tensorboard_cb = keras.callbacks.TensorBoard(root_logdir)
