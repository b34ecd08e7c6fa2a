import numpy as np
import pandas as pd
import keras
from keras import layers
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import MinMaxScaler

n = 200
df = pd.DataFrame({
    "PassengerId": np.arange(n),
    "Pclass": np.random.randint(1, 4, n),
    "Sex": np.random.choice(["male", "female"], n),
    "Age": np.random.uniform(1, 80, n),
    "Fare": np.random.exponential(30, n),
    "Survived": np.random.randint(0, 2, n),
})
df["Sex"] = df["Sex"].map({"male": 0, "female": 1})
df["FamilySize"] = 1
df = df.drop(["PassengerId"], axis=1)

y = df.pop("Survived").values
scaler = MinMaxScaler()
X = scaler.fit_transform(df)
x_train, x_val, y_train, y_val = train_test_split(X, y, test_size=0.2, random_state=0)

model = keras.Sequential([
    layers.Input(shape=(x_train.shape[1],)),
    layers.Dense(32, activation="relu"),
    layers.Dropout(0.3),
    layers.Dense(16, activation="relu"),
    layers.Dense(1, activation="sigmoid"),
])
model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
early = keras.callbacks.EarlyStopping(patience=5, restore_best_weights=True)
model.fit(x_train, y_train, validation_data=(x_val, y_val), epochs=30, callbacks=[early])
