from keras import Input, Model
from keras.layers import Dense, Dropout, BatchNormalization, Activation

inputs = Input(shape=(32,), name="features")
x = Dense(64, use_bias=False)(inputs)
x = BatchNormalization()(x)
x = Activation("relu")(x)
x = Dropout(rate=0.3)(x)
x = Dense(32)(x)
x = BatchNormalization(momentum=0.9, epsilon=1e-5)(x)
x = Activation("gelu")(x)
outputs = Dense(4, activation="softmax", name="label")(x)
model = Model(inputs=inputs, outputs=outputs, name="table_classifier")
model.summary()
