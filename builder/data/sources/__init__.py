"""Where the arrays come from: one function a data set. Imports NumPy; scikit-learn, Pillow and Keras as needed.

Every function takes the info under its options and the options themselves, and returns raw arrays that fit the info.
"""

from builder.data.sources import digits, keras_sets, points, sequences, tables
from builder.data.sources.loaded import Source

SOURCES: dict[str, Source] = {
    "digits": digits.load_digits,
    "digits28": digits.load_digits28,
    "digits_two_heads": digits.load_two_heads,
    "digit_pairs": digits.load_pairs,
    "iris": tables.load_iris,
    "wine": tables.load_wine,
    "wine_two_tables": tables.load_wine_two_tables,
    "breast_cancer": tables.load_breast_cancer,
    "diabetes": tables.load_diabetes,
    "moons": points.make_moons,
    "circles": points.make_circles,
    "xor": points.make_xor,
    "spirals": points.make_spirals,
    "sine": sequences.make_sine,
    "token_order": sequences.make_token_order,
    "token_reverse": sequences.make_token_reverse,
    "mnist": keras_sets.load_images,
    "fashion_mnist": keras_sets.load_images,
    "cifar10": keras_sets.load_images,
    "cifar100": keras_sets.load_images,
    "imdb": keras_sets.load_texts,
    "reuters": keras_sets.load_texts,
    "california_housing": keras_sets.load_housing,
}
