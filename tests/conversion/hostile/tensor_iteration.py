# expects: either
import keras
i = keras.Input((4,))
for row in i:
    print(row)
list(i)
len(i)
if i: pass
while i == i:
    pass
