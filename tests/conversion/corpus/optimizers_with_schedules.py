import keras
from keras import layers, optimizers

steps_per_epoch = 10_000 // 32
lr_schedule = optimizers.schedules.ExponentialDecay(
    initial_learning_rate=0.01, decay_steps=20 * steps_per_epoch, decay_rate=0.1, staircase=True
)

first = keras.Sequential([keras.Input((4,)), layers.Dense(3, activation="softmax")])
first.compile(
    optimizer=optimizers.SGD(learning_rate=lr_schedule, momentum=0.9, clipnorm=1.0),
    loss=keras.losses.SparseCategoricalCrossentropy(from_logits=False),
    metrics=[keras.metrics.SparseCategoricalAccuracy()],
)

second = keras.Sequential([keras.Input((4,)), layers.Dense(1)])
second.compile(
    optimizer=keras.optimizers.AdamW(
        learning_rate=keras.optimizers.schedules.CosineDecay(1e-3, decay_steps=1000, alpha=0.1),
        weight_decay=0.004,
    ),
    loss=keras.losses.Huber(delta=1.5),
    metrics=["mae", keras.metrics.RootMeanSquaredError()],
)
