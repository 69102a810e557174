"""Which classes may be there, and how common they are expected to be.

Both act on the logits before the most likely class is chosen, so map, confidence and areas follow and no
further pass of the network is needed. No torch here, since requests are checked before torch is loaded.


- Logits of classes that cannot be there are dropped. Softmax over the others is the model's own opinion,
  given that one of the others is right.
- With prior shares, ``log(share / (1 / number of classes))`` is added to the logit of each class. This is
  Bayes' rule for a model whose training saw each class equally often (Saerens et al. 2002, "Adjusting the
  Outputs of a Classifier to New a Priori Probabilities"). Equal shares add nothing.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from model.checkpoint.offsets import Adjustment
from model.errors.errors import InvalidRequest
from model.errors.words import marked, shown
from model.protocol.values import ClassInfo

FEWEST = 2
"""Classes that have to be left: with a single one there is nothing to choose."""


@dataclass(frozen=True)
class Expected:
    """Classes that may be there.

    Attributes:
        classes: These classes, in the order of the logits.
        excluded: The model's other classes.
        shares: Expected share of each of ``classes``, summing to 1; empty if none were given.
        offsets: What the model's card adds to the logit of each of ``classes``; empty if nothing.
        scale: What the model's card multiplies logits by, before anything is added.
    """

    classes: tuple[ClassInfo, ...]
    excluded: tuple[ClassInfo, ...] = ()
    shares: tuple[float, ...] = ()
    offsets: tuple[float, ...] = ()
    scale: float = 1.0

    @property
    def codes(self) -> list[int]:
        """Codes of the classes that may be there, in the order of the logits."""
        return [item.code for item in self.classes]

    @property
    def priors(self) -> dict[str, float]:
        """Class code (as text) to share; empty without shares."""
        return {str(item.code): share for item, share in zip(self.classes, self.shares)}

    def tags(self) -> dict[str, str]:
        """Tags of a product that say what could be said; none if nothing was left out or weighted."""
        tags = {}
        if self.excluded:
            tags["SARDINO_EXPECTED_CLASSES"] = _listed(self.classes)
            tags["SARDINO_EXCLUDED_CLASSES"] = _listed(self.excluded)
        if self.shares:
            tags["SARDINO_PRIOR_SHARES"] = ", ".join(
                f"{item.code}={share:.4g}" for item, share in zip(self.classes, self.shares)
            )
        return tags

    def places(self, codes: Sequence[int]) -> list[int]:
        """Where these classes are among a network's classes."""
        return [list(codes).index(item.code) for item in self.classes]

    @property
    def added(self) -> list[float]:
        """What shares and offsets add to the logit of each class; zeros without both."""
        none = [0.0] * len(self.classes)
        of_shares = [math.log(share * len(self.shares)) for share in self.shares] or none
        return [share + offset for share, offset in zip(of_shares, self.offsets or none)]

    def adjusted(self, by: Adjustment) -> Expected:
        """The same with a card's offsets and scale."""
        return replace(self, offsets=tuple(by.added(self.codes)) if by.offsets else (), scale=by.scale)


def expected(classes: Sequence[ClassInfo], words: Sequence[str], priors: Mapping[str, float]) -> Expected:
    """The classes of a request.

    Args:
        classes: The model's classes in the order of the logits.
        words: Codes or names of the classes that may be there; all if empty.
        priors: Code or name to the share of the ground, above 0, in any unit. Without ``words`` its classes
            are the classes that may be there.

    Raises:
        InvalidRequest: The model has no such class, fewer than two are left, or a share is missing, extra
            or not above 0.
    """
    for word, share in priors.items():
        check_share(word, share)
    shares = {_find(classes, word): share for word, share in priors.items()}
    if len(shares) < len(priors):
        raise InvalidRequest(
            marked("A class has two prior shares."), remedy=marked("Give each class one share.")
        )
    wanted = {_find(classes, word) for word in words} or set(shares) or {item.code for item in classes}
    kept = tuple(item for item in classes if item.code in wanted)
    if len(kept) < FEWEST and len(kept) < len(classes):
        raise InvalidRequest(
            f"Only one class is expected ({kept[0].name}): then there is nothing to decide.",
            remedy=f"Expect at least two of these: {_listed(classes)}.",
        )
    if shares and set(shares) != wanted:
        _refuse_shares(classes, wanted, set(shares))
    excluded = tuple(item for item in classes if item.code not in wanted)
    total = sum(shares.values())
    return Expected(kept, excluded, tuple(shares[item.code] / total for item in kept) if shares else ())


def _refuse_shares(classes: Sequence[ClassInfo], wanted: set[int], given: set[int]) -> None:
    missing = [item for item in classes if item.code in wanted - given]
    if missing:
        raise InvalidRequest(
            f"These expected classes have no prior share: {_listed(missing)}.",
            remedy=marked("Give every expected class a share, or leave the class out of both."),
        )
    extra = [item for item in classes if item.code in given - wanted]
    raise InvalidRequest(
        f"These classes have a prior share but are not expected: {_listed(extra)}.",
        remedy=marked("Add them to the expected classes, or leave out their shares."),
    )


def check_share(word: str, share: float) -> None:
    """Refuses a prior share that is not above 0.

    Raises:
        InvalidRequest: The share is 0, negative or not finite.
    """
    if not 0 < share < math.inf:
        raise InvalidRequest(
            f"The prior share of {shown(word)} is {share:g}, and shares are greater than 0.",
            remedy=marked("For a class that cannot be there, leave the class out of the expected classes."),
        )


def _find(classes: Sequence[ClassInfo], word: str) -> int:
    """The code for a code or a name; case, blanks and the form of accents do not matter."""
    text = _plain(word)
    if text.isascii() and text.isdigit():
        found = [item.code for item in classes if str(item.code) == (text.lstrip("0") or "0")]
    else:
        found = [item.code for item in classes if _plain(item.name) == text]
    if len(found) == 1:
        return found[0]
    if found:
        raise InvalidRequest(
            f"The model has several classes named {shown(word)}.",
            remedy=f"Give the code: {_listed(classes)}.",
        )
    raise InvalidRequest(
        f"The model has no class {shown(word)}.", remedy=f"Its classes are: {_listed(classes)}."
    )


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _listed(classes: Sequence[ClassInfo]) -> str:
    return ", ".join(f"{item.code} {item.name}" for item in classes)
