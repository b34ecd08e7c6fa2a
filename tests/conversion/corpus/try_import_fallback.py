try:
    from tensorflow.keras.layers import Dense, Dropout, Input
    from tensorflow.keras.models import Sequential
except ImportError:
    from keras.layers import Dense, Dropout, Input
    from keras.models import Sequential

try:
    import matplotlib.pyplot as plt
    HAS_PLT = True
except ImportError:
    plt = None
    HAS_PLT = False


def create_model(n_in=8, n_hidden=(12, 8), rate=0.0):
    model = Sequential([Input((n_in,))])
    for n in n_hidden:
        model.add(Dense(n, kernel_initializer="uniform", activation="relu"))
        if rate:
            model.add(Dropout(rate))
    model.add(Dense(1, kernel_initializer="uniform", activation="sigmoid"))
    model.compile(loss="binary_crossentropy", optimizer="adam", metrics=["accuracy"])
    return model


model = create_model(rate=0.2)
