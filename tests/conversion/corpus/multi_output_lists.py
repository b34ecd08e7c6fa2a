import tensorflow as tf
from tensorflow.keras import layers, Model, optimizers

base = tf.keras.Input(shape=(64, 64, 3), name="face")
x = base
for filters in [16, 32, 64]:
    x = layers.Conv2D(filters, 3, padding="same", activation="relu")(x)
    x = layers.MaxPooling2D(2)(x)
shared = layers.GlobalAveragePooling2D()(x)

age = layers.Dense(32, activation="relu")(shared)
age = layers.Dense(1, name="age")(age)
income = layers.Dense(10, activation="softmax", name="income")(shared)
gender = layers.Dense(1, activation="sigmoid", name="gender")(shared)

model = Model(base, [age, income, gender])
model.compile(
    optimizer=optimizers.RMSprop(learning_rate=1e-4),
    loss=["mse", "categorical_crossentropy", "binary_crossentropy"],
    loss_weights=[0.25, 1.0, 10.0],
)
