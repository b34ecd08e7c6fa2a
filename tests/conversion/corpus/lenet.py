import keras as k
import keras.layers as kl

lenet = k.Sequential(name="lenet_5", layers=[
    kl.Input(shape=(28, 28, 1), name="digit"),
    kl.ZeroPadding2D(2),
    kl.Conv2D(6, 5, activation=k.activations.tanh),
    kl.AveragePooling2D(2),
    kl.Activation(k.activations.sigmoid),
    kl.Conv2D(16, kernel_size=[5, 5], activation="tanh"),
    kl.AveragePooling2D(2, 2),
    kl.Activation("sigmoid"),
    kl.Conv2D(120, 5, activation="tanh"),
    kl.Flatten(),
    kl.Dense(84, activation="tanh"),
    kl.Dense(units=10, activation=k.activations.softmax),
])
sgd = k.optimizers.SGD(learning_rate=0.05)
lenet.compile(sgd, "categorical_crossentropy", metrics=["accuracy"])
