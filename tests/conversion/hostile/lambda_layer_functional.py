# expects: noted, says: Lambda
from tensorflow.keras.layers import Input, Lambda
from tensorflow.keras.models import Model
i = Input((4,))
model = Model(i, Lambda(eval)(i))
