import keras
import numpy as np

if keras.__version__.startswith("2"):
    from keras.utils import np_utils
    to_categorical = np_utils.to_categorical
else:
    from keras.utils import to_categorical

from keras import layers

y = to_categorical(np.random.randint(0, 4, size=30), num_classes=4)
x = np.random.rand(30, 5)
model = keras.Sequential([layers.Input((x.shape[1],)), layers.Dense(9, "relu"), layers.Dense(y.shape[1], "softmax")])
model.compile("sgd", "categorical_crossentropy")
