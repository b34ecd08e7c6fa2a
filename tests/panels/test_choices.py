"""Names of Keras's classes as people say them."""

import pytest

from builder.catalog import load_catalog
from builder.panels.choices import spoken


@pytest.mark.parametrize(
    ("class_name", "words"),
    [
        ("KLDivergence", "KL divergence"),
        ("SparseTopKCategoricalAccuracy", "sparse top K categorical accuracy"),
        ("OneHotMeanIoU", "one hot mean IoU"),
        ("FBetaScore", "F beta score"),
        ("R2Score", "R2 score"),
        ("RMSprop", "RMSprop"),
        ("AdamW", "AdamW"),
        ("SwapEMAWeights", "swap EMA weights"),
        ("TerminateOnNaN", "terminate on NaN"),
    ],
)
def test_words_are_parted_where_a_reader_parts_them(class_name: str, words: str):
    assert spoken(class_name) == words


def test_no_name_of_the_catalogue_loses_a_letter():
    catalog = load_catalog()
    for entries in (catalog.losses, catalog.metrics, catalog.optimizers, catalog.callbacks):
        for name in entries:
            assert spoken(name).replace(" ", "").lower() == name.lower()
