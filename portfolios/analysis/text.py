"""How alike two texts are: cosine of tf-idf over character 4-grams (Convergenze analyses, 2. Overlap).

Equal to scikit-learn's ``TfidfVectorizer(analyzer="char_wb", ngram_range=(4, 4), strip_accents="unicode")``:
lower case, accents removed, words padded with one blank on both sides, smooth idf, rows of length one.
"""

import math
import unicodedata
from collections import Counter
from collections.abc import Mapping

from .world import Key

SIZE = 4


def normalise(text: str) -> str:
    """Lower case without accents, as ``strip_accents="unicode"`` leaves it."""
    text = text.lower()
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def grams(text: str) -> Counter[str]:
    """The 4-grams of every padded word with their counts; a word shorter than that gives itself, once."""
    found: list[str] = []
    for word in normalise(text).split():
        padded = f" {word} "
        found += [padded[at : at + SIZE] for at in range(max(1, len(padded) - SIZE + 1))]
    return Counter(found)


class Corpus:
    """The texts of a portfolio, compared with each other; built once, then only read."""

    __slots__ = ("_counts", "_documents", "_vectors")

    def __init__(self, texts: Mapping[Key, str]):
        """Count the grams of every text by key; vectors wait until a pair asks for them."""
        self._counts = {key: grams(text) for key, text in texts.items()}
        self._documents: Counter[str] = Counter()
        for counts in self._counts.values():
            self._documents.update(counts.keys())
        self._vectors: dict[Key, dict[str, float]] = {}

    def replaced(self, key: Key, text: str) -> "Corpus":
        """The same corpus with one text added or changed, without counting the others again."""
        other = Corpus({})
        other._counts = {**self._counts, key: grams(text)}
        other._documents = self._documents.copy()
        other._documents.subtract(self._counts.get(key, Counter()).keys())
        other._documents.update(other._counts[key].keys())
        return other

    def cosine(self, one: Key, two: Key) -> float:
        """Likeness of two texts of the corpus, 0 to 1; an empty text is like nothing."""
        short, long = sorted((self._vector(one), self._vector(two)), key=len)
        # Rounded once, whatever the order of the grams: two texts are as alike as the same two the other way round.
        return min(1.0, math.fsum(weight * long.get(gram, 0.0) for gram, weight in short.items()))

    def _vector(self, key: Key) -> dict[str, float]:
        if key not in self._vectors:
            self._vectors[key] = self._weighted(self._counts[key])
        return self._vectors[key]

    def _weighted(self, counts: Counter[str]) -> dict[str, float]:
        texts = 1 + len(self._counts)
        weights = {g: n * (1 + math.log(texts / (1 + self._documents[g]))) for g, n in counts.items()}
        length = math.sqrt(sum(weight * weight for weight in weights.values()))
        return {g: weight / length for g, weight in weights.items()} if length else {}
