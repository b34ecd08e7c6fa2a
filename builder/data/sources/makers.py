"""Data sets made on the spot, by plain NumPy functions that exported scripts carry along word for word.

What a script trains on is so what was trained on here. Every function stands for itself: NumPy is all that it uses, and
its lines are as short as those of the scripts.
"""

import numpy as np


def make_xor(samples: int, noise: float, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Four squares coloured like a chessboard: (samples, 2) points, their sides."""
    random = np.random.default_rng(seed)
    corners = random.uniform(-1, 1, size=(samples, 2))
    side = (corners[:, 0] > 0) != (corners[:, 1] > 0)
    points = corners + random.normal(scale=noise, size=corners.shape)
    return points.astype("float32"), side.astype("int32").reshape(-1, 1)


def make_spirals(
    samples: int,
    arms: int,
    noise: float,
    seed: int,
) -> tuple[np.ndarray, np.ndarray]:
    """Arms wound around each other: (samples, 2) points, the numbers of their arms."""
    random = np.random.default_rng(seed)
    arm = random.permutation(np.arange(samples, dtype="int32") % arms)
    # The root spreads points evenly over the disc.
    radius = np.sqrt(random.uniform(0.01, 1, size=samples))
    angle = 2 * np.pi * (radius * 1.25 + arm / arms)
    points = radius[:, None] * np.column_stack((np.cos(angle), np.sin(angle)))
    points += random.normal(scale=noise, size=points.shape)
    return points.astype("float32"), arm


def make_sine(
    samples: int,
    window: int,
    horizon: int,
    noise: float,
    seed: int,
) -> tuple[np.ndarray, np.ndarray]:
    """Noisy waves: (samples, window, 1) steps, the (samples, horizon) that follow."""
    random = np.random.default_rng(seed)
    period = random.uniform(8, 24, size=(samples, 1))
    phase = random.uniform(0, 2 * np.pi, size=(samples, 1))
    height = random.uniform(0.5, 1, size=(samples, 1))
    steps = np.arange(window + horizon)
    waves = height * np.sin(2 * np.pi * steps / period + phase)
    waves = waves + random.normal(scale=noise, size=waves.shape)
    waves = waves.astype("float32")
    return waves[:, :window, None], waves[:, window:]


def make_token_order(
    samples: int,
    length: int,
    vocabulary: int,
    seed: int,
) -> tuple[np.ndarray, np.ndarray]:
    """Noise with one 1 and one 2 in it: (samples, length) tokens, whether 2 is first."""
    random = np.random.default_rng(seed)
    tokens = random.integers(3, vocabulary, size=(samples, length), dtype="int32")
    order = random.permuted(np.tile(np.arange(length), (samples, 1)), axis=1)
    places = np.sort(order[:, :2], axis=1)
    two_first = random.permutation(np.arange(samples, dtype="int32") % 2)
    rows = np.arange(samples)
    tokens[rows, places[:, 0]] = 1 + two_first
    tokens[rows, places[:, 1]] = 2 - two_first
    return tokens, two_first.reshape(-1, 1)


def make_token_reverse(
    samples: int,
    length: int,
    vocabulary: int,
    seed: int,
) -> tuple[np.ndarray, np.ndarray]:
    """(samples, length) tokens, the same in reverse order."""
    random = np.random.default_rng(seed)
    tokens = random.integers(1, vocabulary, size=(samples, length), dtype="int32")
    return tokens, np.ascontiguousarray(tokens[:, ::-1])


def make_digit_pairs(
    images: np.ndarray,
    digits: np.ndarray,
    samples: int,
    seed: int,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Left and right images, and whether both show the same digit, as half of them do."""
    random = np.random.default_rng(seed)
    rows_of = [np.flatnonzero(digits == digit) for digit in range(10)]
    same = random.permutation(np.arange(samples, dtype="int32") % 2)
    first = random.integers(0, 10, size=samples)
    other = (first + random.integers(1, 10, size=samples)) % 10
    second = np.where(same == 1, first, other)
    left, right = np.empty(samples, dtype="int64"), np.empty(samples, dtype="int64")
    for pair, (one, two) in enumerate(zip(first, second, strict=True)):
        if one == two:  # in two different hands
            left[pair], right[pair] = random.choice(rows_of[one], 2, replace=False)
        else:
            left[pair] = random.choice(rows_of[one])
            right[pair] = random.choice(rows_of[two])
    return images[left], images[right], same.reshape(-1, 1)


def enlarge(images: np.ndarray, size: int, maximum: float) -> np.ndarray:
    """Images of size × size; what overshoots at sharp edges is cut back to the range."""
    from PIL import Image

    enlarged = np.empty((len(images), size, size), dtype="float32")
    for place, image in enumerate(images):
        picture = Image.fromarray(image.astype("float32"))
        picture = picture.resize((size, size), Image.Resampling.BICUBIC)
        enlarged[place] = np.asarray(picture)
    return np.clip(enlarged, 0, maximum)
