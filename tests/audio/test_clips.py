"""Clips of spoken calls: nothing of a hidden word is in them, and everything else is as it was."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from typing import TYPE_CHECKING

import numpy as np
import pytest

from qa_tui.audio.shelf import ClipShelf, clear
from qa_tui.audio.silence import TONE_PEAK, put_tones
from qa_tui.domain.clip import MARGIN, Clip, Cut, cut_recording
from qa_tui.domain.transcript import Transcript, Turn, Word
from tests.recordings import RATE, SpokenCall, read_samples, speak

if TYPE_CHECKING:
    from pathlib import Path

APPROVAL = "approved"
SECONDS = {"Kowalski": 0.9, "Miller": 0.9}
"""So that the calls differ in nothing but the word."""


def call_with(name: str) -> SpokenCall:
    return speak(
        ("agent", "good morning"), ("customer", f"this is {name} speaking"), ("agent", "thanks"), lengths=SECONDS
    )


def cut_of(call: SpokenCall, *hidden: str, first: int = 0, last: int = 2) -> Cut:
    places = [
        (number, turn.text.index(word), turn.text.index(word) + len(word))
        for number, turn in enumerate(call.transcript.turns)
        for word in hidden
        if word in turn.text
    ]
    found = cut_recording(call.transcript, first, last, places)
    assert isinstance(found, Cut), found
    return found


@pytest.fixture
def shelf(tmp_path: Path) -> ClipShelf:
    return ClipShelf(tmp_path / "clips", tmp_path / "logs" / "sound.log")


def made(shelf: ClipShelf, recording: Path, cut: Cut) -> Path:
    clip = shelf.make(recording, cut, APPROVAL)
    assert isinstance(clip, Clip), clip
    shelf.place(clip)
    place = shelf.find(clip, APPROVAL)
    assert place is not None
    return place


def converted(path: Path, name: str, *effects: str) -> Path:
    if shutil.which("sox") is None:
        pytest.skip("sox is not installed: nothing here writes other forms than WAV")
    target = path.with_name(name)
    subprocess.run(["sox", "-D", str(path), *effects, str(target)], check=True, capture_output=True)
    return target


@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("rate", [8_000, RATE, 48_000])
def test_a_clip_does_not_depend_on_the_hidden_word(shelf: ClipShelf, tmp_path: Path, rate: int, channels: int) -> None:
    clips = []
    for name in ("Kowalski", "Miller"):
        call = call_with(name)
        # At its own rate first: what a filter smears over the margin of another rate is no word, but not the same samples.
        recording = call.write(tmp_path / f"{name}.wav", channels=channels)
        if rate != RATE:
            recording = converted(recording, f"{name}-{rate}.wav", "-r", str(rate))
        clips.append(read_samples(made(shelf, recording, cut_of(call, name))))
    (one, its_rate), (other, _) = clips
    assert its_rate == rate
    assert one.shape == other.shape
    assert one.shape[1] == channels
    assert np.array_equal(one, other)


@pytest.mark.parametrize("channels", [1, 2])
def test_all_that_is_not_hidden_is_untouched_and_the_rest_is_a_tone(
    shelf: ClipShelf, tmp_path: Path, channels: int
) -> None:
    call = call_with("Kowalski")
    cut = cut_of(call, "Kowalski")
    recording = call.write(tmp_path / "C1.wav", channels=channels)
    whole, _ = read_samples(recording)
    heard, _ = read_samples(made(shelf, recording, cut))
    first = int(cut.start * RATE)
    was = whole[first : first + len(heard)]
    ((begun, ended),) = cut.hidden
    inside = slice(int((begun - cut.start) * RATE), int(np.ceil((ended - cut.start) * RATE)) + 1)
    outside = np.ones(len(heard), bool)
    outside[inside] = False
    assert np.array_equal(heard[outside], was[outside])
    assert ended - begun == pytest.approx(SECONDS["Kowalski"] + 2 * MARGIN)
    # One frequency and nothing else.
    tone = heard[inside][300:-300, 0].astype(float)
    spectrum = np.abs(np.fft.rfft(tone * np.hanning(len(tone)))) ** 2
    hertz = np.fft.rfftfreq(len(tone), 1 / RATE)
    assert spectrum[np.abs(hertz - 1000) < 15].sum() / spectrum.sum() > 0.9999
    assert 0.9 * TONE_PEAK < np.abs(tone).max() <= TONE_PEAK


@pytest.mark.parametrize("form", ["mp3", "flac", "ogg"])
def test_other_forms_are_silenced_in_the_same_places(shelf: ClipShelf, tmp_path: Path, form: str) -> None:
    call = call_with("Kowalski")
    recording = converted(call.write(tmp_path / "C1.wav"), f"C1.{form}")
    cut = cut_of(call, "Kowalski")
    heard, rate = read_samples(made(shelf, recording, cut))
    ((begun, ended),) = cut.hidden
    tone = heard[int((begun - cut.start) * rate) + 1 : int((ended - cut.start) * rate) - 1]
    expected = put_tones(np.zeros((len(tone) + 2, 1), np.int16), rate, [(0.0, (len(tone) + 2) / rate)])
    assert np.abs(np.abs(tone).max() - np.abs(expected).max()) <= 1
    assert np.abs(heard[: int(0.2 * rate)]).max() > TONE_PEAK, "and the first word is there"


def test_a_word_at_the_edges_of_the_clip_is_silent_up_to_the_edge(shelf: ClipShelf, tmp_path: Path) -> None:
    call = speak(("agent", "hello"), ("customer", "Kowalski speaking Miller"), ("agent", "thanks"))
    cut = cut_of(call, "Kowalski", "Miller", first=1, last=1)
    heard, rate = read_samples(made(shelf, call.write(tmp_path / "C1.wav"), cut))
    assert len(cut.hidden) == 2
    assert cut.hidden[0][0] == cut.start
    assert cut.hidden[1][1] == cut.end
    for begun, ended in cut.hidden:
        part = heard[int((begun - cut.start) * rate) : int((ended - cut.start) * rate)]
        assert np.abs(part).max() <= TONE_PEAK


def test_who_speaks_at_the_same_time_outside_the_excerpt_is_not_in_the_clip(shelf: ClipShelf, tmp_path: Path) -> None:
    clips = []
    for name in ("Kowalski", "Miller"):
        call = speak(("customer", "I would like my money back please now"))
        other = speak(("agent", name), lengths=SECONDS)
        (word,) = other.transcript.words[0]
        at = 3.0
        samples = call.samples.copy()
        said = other.samples[int(word.start * RATE) : int(word.end * RATE)]
        samples[int(at * RATE) : int(at * RATE) + len(said)] += said // 4
        outside = Turn("agent", name, at, at + word.end - word.start)
        for words in ((Word(name, at, at + word.end - word.start),), ()):
            transcript = Transcript("C1", (outside, *call.transcript.turns), words=(words, *call.transcript.words))
            mixed = SpokenCall(samples, transcript)
            cut = cut_of(mixed, name, first=1, last=1)
            clips.append(read_samples(made(shelf, mixed.write(tmp_path / f"{name}.wav"), cut))[0])
    assert np.array_equal(clips[0], clips[2])
    assert np.array_equal(clips[1], clips[3]), "without times of words: all of the turn"


def test_a_hidden_word_without_a_time_silences_its_turn(shelf: ClipShelf, tmp_path: Path) -> None:
    call = call_with("Kowalski")
    words = (call.transcript.words[0], (), call.transcript.words[2])
    untimed = SpokenCall(call.samples, type(call.transcript)("C1", call.transcript.turns, words=words))
    cut = cut_of(untimed, "Kowalski")
    turn = call.transcript.turns[1]
    assert turn.start is not None
    assert turn.end is not None
    heard, rate = read_samples(made(shelf, call.write(tmp_path / "C1.wav"), cut))
    part = heard[int((turn.start - cut.start) * rate) + 1 : int((turn.end - cut.start) * rate)]
    assert np.abs(part).max() <= TONE_PEAK
    assert np.abs(heard[: int(0.2 * rate)]).max() > TONE_PEAK


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "empty.wav"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "cut.wav"),
        (b"no sound at all, but text", "text.mp3"),
        (os.urandom(5_000), "noise.ogg"),
        (b"fLaC" + os.urandom(2_000), "broken.flac"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_recording_that_cannot_be_read_is_said_in_words(
    shelf: ClipShelf, tmp_path: Path, content: bytes, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    said = shelf.make(path, cut_of(call_with("Miller"), "Miller"), APPROVAL)
    assert isinstance(said, str)
    assert not list(shelf.folder.glob("*")), "nothing half done is left"


def test_a_recording_that_is_gone_or_too_short_is_said(shelf: ClipShelf, tmp_path: Path) -> None:
    call = call_with("Miller")
    cut = cut_of(call, "Miller")
    assert isinstance(shelf.make(tmp_path / "gone.wav", cut, APPROVAL), str)
    half = SpokenCall(call.samples[: len(call.samples) // 2], call.transcript)
    said = shelf.make(half.write(tmp_path / "half.wav"), cut, APPROVAL)
    assert isinstance(said, str)
    assert "its transcript goes on" in said
    whole = call.write(tmp_path / "cut.wav").read_bytes()
    (tmp_path / "cut.wav").write_bytes(whole[: len(whole) // 2])
    assert isinstance(shelf.make(tmp_path / "cut.wav", cut, APPROVAL), str), "its head promises more than there is"


def test_a_clip_is_private_and_nothing_but_what_was_approved(shelf: ClipShelf, tmp_path: Path) -> None:
    call = call_with("Miller")
    clip = shelf.make(call.write(tmp_path / "C1.wav"), cut_of(call, "Miller"), APPROVAL)
    assert isinstance(clip, Clip)
    shelf.place(clip)
    place = shelf.find(clip, APPROVAL)
    assert place is not None
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert stat.S_IMODE(shelf.folder.stat().st_mode) == 0o700
    assert "Miller" not in place.name
    assert shelf.find(clip, "another approval") is None
    place.write_bytes(call.write(tmp_path / "C2.wav").read_bytes())
    assert shelf.find(clip, APPROVAL) is None, "another sound in its place is not played"
    shelf.keep_only({clip.key})
    assert place.exists()
    shelf.keep_only(())
    assert not place.exists()
    assert shelf.find(clip, APPROVAL) is None


def test_clearing_takes_all_clips(shelf: ClipShelf, tmp_path: Path) -> None:
    call = call_with("Miller")
    place = made(shelf, call.write(tmp_path / "C1.wav"), cut_of(call, "Miller"))
    size = place.stat().st_size
    assert clear(shelf.folder) == (1, size)
    assert clear(shelf.folder) == (0, 0)
    assert clear(tmp_path / "nowhere") == (0, 0)


def test_what_a_killed_program_left_goes_after_an_hour_and_a_clip_that_waits_does_not(
    shelf: ClipShelf, tmp_path: Path
) -> None:
    call = call_with("Miller")
    clip = shelf.make(call.write(tmp_path / "C1.wav"), cut_of(call, "Miller"), APPROVAL)
    assert isinstance(clip, Clip)
    assert shelf.find(clip, APPROVAL) is None, "not before it is kept"
    left = shelf.folder / ".partial-old"
    left.mkdir()
    os.utime(left, (0, 0))
    shelf.keep_only(())
    assert not left.exists()
    shelf.place(clip)
    assert shelf.find(clip, APPROVAL) is not None


def test_a_full_disk_is_said(tmp_path: Path) -> None:
    (tmp_path / "clips").write_text("a file where the folder should be")
    call = call_with("Miller")
    shelf = ClipShelf(tmp_path / "clips", tmp_path / "sound.log")
    said = shelf.make(call.write(tmp_path / "C1.wav"), cut_of(call, "Miller"), APPROVAL)
    assert isinstance(said, str)
    assert "could not be prepared" in said
