import keras
from keras import layers, regularizers, initializers, constraints
from keras.initializers import HeNormal, Constant

bias = Constant(value=0.1)
scale = initializers.VarianceScaling(scale=2.0, mode="fan_avg", distribution="uniform")

model = keras.Sequential([
    layers.Input((20,)),
    layers.Dense(32, kernel_initializer=HeNormal(seed=7), bias_initializer=bias,
                 kernel_regularizer=regularizers.L1L2(l1=1e-5, l2=1e-4)),
    layers.Dense(16, kernel_initializer=scale, activity_regularizer=regularizers.l2(1e-5),
                 kernel_constraint=constraints.MaxNorm(3.0)),
    layers.Dense(8, kernel_regularizer=keras.regularizers.l1(0.01), bias_constraint="non_neg"),
    layers.Dense(4, kernel_initializer=keras.initializers.RandomUniform(-0.05, 0.05),
                 kernel_constraint=keras.constraints.UnitNorm(axis=0)),
    layers.Dense(2, kernel_initializer="orthogonal", bias_initializer="ones"),
])
