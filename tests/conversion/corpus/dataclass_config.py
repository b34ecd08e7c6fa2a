from dataclasses import dataclass, field
from typing import List, Optional

import keras
from keras import layers


@dataclass
class ModelConfig:
    input_dim: int
    hidden: List[int] = field(default_factory=lambda: [128, 64])
    dropout: float = 0.1
    activation: str = "relu"
    output_activation: Optional[str] = None
    num_outputs: int = 1

    @property
    def depth(self) -> int:
        return len(self.hidden)


@dataclass(frozen=True)
class TrainConfig:
    lr: float = 3e-4
    loss: str = "mse"


def make_model(config: ModelConfig, train: TrainConfig) -> keras.Model:
    inputs = keras.Input(shape=(config.input_dim,), name="features")
    x = inputs
    for n, units in enumerate(config.hidden, start=1):
        x = layers.Dense(units, activation=config.activation, name=f"dense_{n}_of_{config.depth}")(x)
        x = layers.Dropout(config.dropout)(x)
    outputs = layers.Dense(config.num_outputs, activation=config.output_activation)(x)
    model = keras.Model(inputs, outputs)
    model.compile(optimizer=keras.optimizers.AdamW(learning_rate=train.lr), loss=train.loss)
    return model


model = make_model(ModelConfig(input_dim=14, dropout=0.3), TrainConfig())
