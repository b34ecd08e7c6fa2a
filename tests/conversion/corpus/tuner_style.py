import keras
from keras import layers


def build(hp_units=(64, 32), hp_dropout=0.3, hp_optimizer="adam", n_features=13, *args, **kwargs):
    net = keras.Sequential(name=kwargs.pop("name", "tuned"))
    net.add(layers.Input(shape=(n_features,)))
    for i, units in enumerate(hp_units):
        net.add(layers.Dense(units, activation=kwargs.get("activation", "relu"), name=f"units_{i}"))
        if hp_dropout and i != len(hp_units) - 1:
            net.add(layers.Dropout(hp_dropout))
    net.add(layers.Dense(1))
    net.compile(optimizer=hp_optimizer, loss="mean_squared_error", metrics=["mean_absolute_error"])
    return net


grid = [{"hp_units": units, "hp_dropout": d} for units in ((8,), (16, 8)) for d in (0.0, 0.5)]
models = [build(**settings, activation="elu", name=f"candidate_{n}") for n, settings in enumerate(grid)]
best = models[-1]
