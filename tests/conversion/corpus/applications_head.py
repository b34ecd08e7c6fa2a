import keras
from keras import layers

base_model = keras.applications.MobileNetV2(
    input_shape=(64, 64, 3),
    alpha=0.35,
    include_top=False,
    weights=None,
)
base_model.trainable = False

inputs = keras.Input(shape=(64, 64, 3))
x = layers.RandomFlip("horizontal")(inputs)
x = layers.Rescaling(scale=1 / 127.5, offset=-1)(x)
x = base_model(x, training=False)
x = layers.GlobalAveragePooling2D()(x)
x = layers.Dropout(0.2)(x)
outputs = layers.Dense(1)(x)
model = keras.Model(inputs, outputs)

model.compile(
    optimizer=keras.optimizers.Adam(),
    loss=keras.losses.BinaryCrossentropy(from_logits=True),
    metrics=[keras.metrics.BinaryAccuracy()],
)
