import keras
from keras import layers


class Config:
    width = 24
    depth = 2

    def __init__(self, **overrides):
        for key, value in overrides.items():
            setattr(self, key, value)

    @property
    def widths(self):
        return [self.width // (i + 1) for i in range(self.depth)]

    def __repr__(self):
        return f"Config(width={self.width}, depth={self.depth})"


cfg = Config(depth=3)
print(cfg)
model = keras.Sequential([keras.Input((6,))])
for w in cfg.widths:
    model.add(layers.Dense(w, activation="relu"))
model.add(layers.Dense(getattr(cfg, "classes", 2)))
