import tensorflow as tf
import keras
from keras import activations, layers

acts = [activations.relu, tf.nn.elu, keras.ops.selu, activations.get("tanh"), tf.keras.activations.swish, "gelu", None]
model = keras.Sequential([layers.Input((8,))] + [layers.Dense(4 + i, activation=a) for i, a in enumerate(acts)])
