"""How calls fail on a criterion: which behaviours of the rubric they lack."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class LowCall:
    """What a failure is read from."""

    call_id: str
    level: float
    """On the criterion's own scale."""
    comment: str


@dataclass(frozen=True, slots=True)
class FailurePattern:
    """One or, where a person merged them, several behaviours that calls lack."""

    behaviours: tuple[str, ...]
    calls: tuple[str, ...]
    """Ids of the low calls whose level lacks it, by the rubric."""
    mentioned: tuple[str, ...] = ()
    """Ids of the low calls whose comment uses its words."""
    name: str = ""
    """What a person calls it."""

    @property
    def title(self) -> str:
        return self.name or "Lacks " + " and ".join(f'"{behaviour}"' for behaviour in self.behaviours)

    def words(self) -> str:
        """The title with its counts and where they come from."""
        calls, comments = len(self.calls), len(self.mentioned)
        said = f"{self.title}: {calls} low {'call' if calls == 1 else 'calls'} by the level given"
        return f"{said}, in the words of {comments} {'comment' if comments == 1 else 'comments'}" if comments else said

    def merged(self, other: FailurePattern) -> FailurePattern:
        """Both as one; a call counts once."""
        return replace(
            self,
            behaviours=tuple(dict.fromkeys((*self.behaviours, *other.behaviours))),
            calls=tuple(dict.fromkeys((*self.calls, *other.calls))),
            mentioned=tuple(dict.fromkeys((*self.mentioned, *other.mentioned))),
            name=self.name or other.name,
        )
