"""Rows: kept once, found again, and safe from an evaluation that was killed."""

from __future__ import annotations

from pathlib import Path

from model.evaluate.rows import Key, Rows

KEY = Key("forest", "Random forest", seed=1)


def rows_of(folder: Path) -> Rows:
    return Rows(folder, report=lambda _: None)


def test_a_row_is_computed_once(tmp_path: Path) -> None:
    first = rows_of(tmp_path).once(KEY, lambda: {"score": 0.5})
    again = rows_of(tmp_path).once(KEY, lambda: {"score": 0.9})
    assert again == first
    assert first["score"] == 0.5
    assert not rows_of(tmp_path).missing(KEY)
    assert rows_of(tmp_path).missing(Key("forest", "Random forest", seed=2))


def test_half_a_line_of_a_killed_evaluation_loses_no_row(tmp_path: Path) -> None:
    rows_of(tmp_path).once(KEY, lambda: {"score": 0.5})
    file = tmp_path / "forest.jsonl"
    with file.open("ab") as end:
        end.write(b'\n{"experiment": "forest", "meth')
    other = Key("forest", "Random forest", seed=2)
    rows_of(tmp_path).once(other, lambda: {"score": 0.6})
    assert [row["score"] for row in rows_of(tmp_path).of("forest")] == [0.5, 0.6]


def test_rows_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    for seed in (2, 0, 1):
        rows_of(tmp_path).once(Key("forest", "b", seed=seed), dict)
    rows_of(tmp_path).once(Key("forest", "a"), dict)
    found = rows_of(tmp_path).all()
    assert [(row["method"], row["seed"]) for row in found] == [("a", 0), ("b", 0), ("b", 1), ("b", 2)]
