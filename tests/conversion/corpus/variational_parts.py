# The two halves of a variational autoencoder; the sampling between them is drawn elsewhere.
import keras
from keras import layers, Model, Input

original_dim, intermediate_dim, latent_dim = 784, 64, 2

inputs = Input(shape=(original_dim,), name='encoder_input')
x = layers.Dense(intermediate_dim, activation='relu')(inputs)
z_mean = layers.Dense(latent_dim, name='z_mean')(x)
z_log_var = layers.Dense(latent_dim, name='z_log_var')(x)
encoder = Model(inputs, [z_mean, z_log_var], name='vae_encoder')

latent_inputs = Input(shape=(latent_dim,), name='z_sampling')
x = layers.Dense(intermediate_dim, activation='relu')(latent_inputs)
outputs = layers.Dense(original_dim, activation='sigmoid')(x)
decoder = Model(latent_inputs, outputs, name='vae_decoder')

# without sampling it is a plain autoencoder
vae_mean = Model(inputs, decoder(encoder(inputs)[0]), name='vae_mean')
vae_mean.compile(optimizer='adam', loss=keras.losses.mean_squared_error)
