"""What each data set is: texts, shapes and options as data. Nothing here imports NumPy or loads anything."""

from builder.data.descriptions import digits, keras_images, keras_texts, points, sequences, tables
from builder.data.descriptions.description import Description

DESCRIPTIONS: dict[str, Description] = {
    description.info.name: description
    for module in (digits, tables, points, sequences, keras_images, keras_texts)
    for description in module.DESCRIPTIONS
}
"""Every data set by name, in the order that people see: images first, what needs the internet last."""
