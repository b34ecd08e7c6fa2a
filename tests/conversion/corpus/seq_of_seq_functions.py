def mlp(sizes, name):
    from keras import Sequential
    from keras.layers import Dense, Input

    first, *rest = sizes
    model = Sequential(name=name)
    model.add(Input((first,)))
    while rest:
        units, rest = rest[0], rest[1:]
        model.add(Dense(units, activation="relu" if rest else None))
    return model


policy = mlp([4, 32, 32, 2], name="policy")
value = mlp((4, 32, 1), "value")
