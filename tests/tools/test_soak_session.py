"""What is kept of a QGIS that crashed during a soak."""

from __future__ import annotations

from tools.soak_session import _current_thread, _last_words


def test_a_crash_shows_the_innermost_frames_of_the_main_thread():
    other = [f"#{number}  thread 2" for number in range(3)]
    main = [line for number in range(90) for line in (f"#{number}  main", "No locals.")]
    words = _last_words("\n".join(["free(): invalid pointer", *other, "Thread 1", *main, "gdb returned 0"]))
    assert "free(): invalid pointer" in words
    assert "#0  main" in words and "#59  main" in words
    assert "#60  main" not in words and "thread 2" not in words and "No locals" not in words


def test_without_frames_the_end_is_kept():
    assert _last_words("a\n" * 2000 + "the end") == ("a\n" * 2000 + "the end")[-3000:]


def test_pythons_words_are_of_the_thread_that_crashed():
    other = "".join(f"  File {number} in wait\n" for number in range(400))
    mine = "Current thread 2:\n  File mine\n\n"
    assert _current_thread(f"Fatal: Aborted\n\nThread 1:\n{other}\n{mine}Extension modules: a, b") == mine
    assert _current_thread("Fatal: Aborted\n  File alone") == "Fatal: Aborted\n  File alone"
