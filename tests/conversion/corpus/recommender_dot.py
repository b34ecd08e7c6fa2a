"""Users and films, one vector each."""
import keras
from keras.layers import Input, Embedding, Dot, Add, Flatten, Activation
from keras.regularizers import l2
from keras import initializers

n_users, n_movies, n_factors = 610, 900, 20


def embedding_input(name, n_in, n_out, reg):
    inp = Input(shape=(1,), dtype="int64", name=name)
    return inp, Embedding(n_in, n_out, embeddings_regularizer=l2(reg), name=name + "_factors",
                          embeddings_initializer=initializers.RandomNormal(stddev=0.05))(inp)


def create_bias(inp, n_in):
    x = Embedding(n_in, 1)(inp)
    return Flatten()(x)


user_in, u = embedding_input("user", n_users, n_factors, 1e-4)
movie_in, m = embedding_input("movie", n_movies, n_factors, 1e-4)
ub = create_bias(user_in, n_users)
mb = create_bias(movie_in, n_movies)

x = Dot(axes=2)([u, m])
x = Flatten()(x)
x = Add()([x, ub])
x = Add()([x, mb])
x = Activation("sigmoid")(x)
x = x * 4.5 + 0.5
model = keras.Model([user_in, movie_in], x)
model.compile(keras.optimizers.Adam(0.001), loss="mse")
