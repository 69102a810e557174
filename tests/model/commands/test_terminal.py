"""What the terminal shows of a job in hand."""

from __future__ import annotations

import io

from model.commands.terminal import PlainProgress, time_left


def test_plain_progress_is_a_line_about_every_five_percent():
    stream = io.StringIO()
    show = PlainProgress(stream)
    for step in range(1001):
        show(step / 1000, "segmenting", (1000 - step) * 0.1)
    text = stream.getvalue().splitlines()
    assert len(text) == 21
    assert text[0] == "  0 %  segmenting  1 min 40 s left"
    assert text[-1] == "100 %  segmenting  0 s left"


def test_time_left_in_words():
    assert [time_left(s) for s in (None, 0.4, 59.6, 61, 3725)] == [
        "",
        "0 s left",
        "1 min 00 s left",
        "1 min 01 s left",
        "1 h 02 min left",
    ]
