"""Multi-class classification of iris flowers, step by step."""
from sklearn.datasets import load_iris
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

from keras.models import Sequential
from keras.layers import Dense, Input
from keras.utils import to_categorical

iris = load_iris()
X, y = iris.data, iris.target
print(X.shape, y.shape)
y = to_categorical(y, 3)
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.3, random_state=42)
sc = StandardScaler()
X_train = sc.fit_transform(X_train)
X_test = sc.transform(X_test)

n_features = X_train.shape[1]
n_classes = y_train.shape[1]

model = Sequential(name="iris_net")
model.add(Input(shape=(n_features,)))
model.add(Dense(16, activation="relu", name="fc1"))
model.add(Dense(12, activation="relu", name="fc2"))
model.add(Dense(n_classes, activation="softmax", name="output"))
model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
history = model.fit(X_train, y_train, validation_data=(X_test, y_test), epochs=50, batch_size=8)
score = model.evaluate(X_test, y_test)
print("accuracy: %.2f%%" % (score[1] * 100))
