"""Transcripts in the structure of each documented format, written for this project; all hold the same three turns of call C-7."""

from __future__ import annotations

import json
from typing import Any

TURNS = (
    ("agent", "Thank you for calling.", 0.5, 2.0),
    ("customer", "I was charged twice.", 2.5, 4.0),
    ("agent", "Let me look at that.", 4.5, 6.0),
)


def words_of(text: str, start: float, end: float) -> list[tuple[str, float, float]]:
    """The words of a turn, spread evenly over its time."""
    parts = text.split()
    step = (end - start) / len(parts)
    return [(word, round(start + n * step, 3), round(start + (n + 1) * step, 3)) for n, word in enumerate(parts)]


def contact_lens(**facts: Any) -> dict[str, Any]:
    people = {"agent": "p-1", "customer": "p-2"}
    return {
        "Version": "1.1.0", "Channel": "VOICE", "ContentMetadata": {"Output": "Redacted"}, "JobStatus": "COMPLETED",
        "Participants": [{"ParticipantId": i, "ParticipantRole": role.upper()} for role, i in people.items()],
        "Transcript": [
            {"Id": f"t{n}", "ParticipantId": people[who], "BeginOffsetMillis": int(start * 1000), "EndOffsetMillis": int(end * 1000),
             "Content": text, "LoudnessScore": [60.0], "Redaction": {"RedactedTimestamps": [[{"BeginOffsetMillis": 1}]]}}
            for n, (who, text, start, end) in enumerate(TURNS)
        ],
        "CustomerMetadata": {"ContactId": "C-7"}, **facts,
    }  # fmt: skip


def call_analytics() -> dict[str, Any]:
    return {
        "JobStatus": "COMPLETED", "JobName": "job C-7",
        "Transcript": [
            {"ParticipantRole": who.upper(), "BeginOffsetMillis": int(start * 1000), "EndOffsetMillis": int(end * 1000), "Content": text,
             "LoudnessScores": [60.0],
             "Items": [
                 *({"Type": "pronunciation", "Content": w.strip("."), "BeginOffsetMillis": int(a * 1000), "EndOffsetMillis": int(b * 1000)} for w, a, b in words_of(text, start, end)),
                 {"Type": "punctuation", "Content": "."},
             ]}
            for who, text, start, end in TURNS
        ],
    }  # fmt: skip


def transcribe() -> dict[str, Any]:
    items: list[dict[str, Any]] = []
    for who, text, start, end in TURNS:
        label = {"agent": "spk_0", "customer": "spk_1"}[who]
        for word, a, b in words_of(text.rstrip("."), start, end):
            items.append(
                {
                    "id": len(items),
                    "type": "pronunciation",
                    "start_time": f"{a:.2f}",
                    "end_time": f"{b:.2f}",
                    "speaker_label": label,
                    "alternatives": [{"confidence": "1.0", "content": word}],
                }
            )
        items.append({"type": "punctuation", "alternatives": [{"confidence": "0.0", "content": "."}]})
    return {
        "jobName": "C-7",
        "results": {
            "transcripts": [{"transcript": "..."}],
            "speaker_labels": {"speakers": 2, "segments": []},
            "items": items,
        },
    }


def transcribe_by_segments() -> dict[str, Any]:
    """Older files name the speaker in segments only."""
    body = transcribe()
    segments = [
        {
            "speaker_label": item["speaker_label"],
            "items": [{"start_time": item["start_time"], "speaker_label": item.pop("speaker_label")}],
        }
        for item in body["results"]["items"]
        if "speaker_label" in item
    ]
    body["results"]["speaker_labels"]["segments"] = segments
    return body


def pca() -> dict[str, Any]:
    speakers = {"agent": "spk_0", "customer": "spk_1"}
    return {
        "ConversationAnalytics": {
            "GUID": "C-7", "Agent": "Ann Vale", "SpeakerLabels": [{"Speaker": s, "DisplayText": role.title()} for role, s in speakers.items()],
        },
        "SpeechSegments": [
            {"SegmentStartTime": start, "SegmentEndTime": end, "SegmentSpeaker": speakers[who], "OriginalText": text.lower(), "DisplayText": text,
             "WordConfidence": [{"Text": w, "Confidence": 0.9, "StartTime": a, "EndTime": b} for w, a, b in words_of(text, start, end)]}
            for who, text, start, end in TURNS
        ],
    }  # fmt: skip


def genesys(zero: int = 1_759_311_000_000) -> dict[str, Any]:
    purposes = {"agent": "internal", "customer": "external"}
    return {
        "organizationId": "o", "conversationId": "C-7", "mediaType": "call", "startTime": zero,
        "transcripts": [{"transcriptId": "tr1", "startTime": zero, "phrases": [
            {"text": text.lower().strip("."), "decoratedText": text, "startTimeMs": zero + int(start * 1000), "duration": {"milliseconds": int((end - start) * 1000)},
             "participantPurpose": purposes[who],
             "words": [{"word": w, "startTimeMs": zero + int(a * 1000), "duration": {"milliseconds": 100}} for w, a, _ in words_of(text, start, end)]}
            for who, text, start, end in TURNS
        ]}],
    }  # fmt: skip


def whisperx() -> dict[str, Any]:
    speakers = {"agent": "SPEAKER_00", "customer": "SPEAKER_01"}
    return {
        "segments": [
            {"start": start, "end": end, "text": f" {text}", "speaker": speakers[who],
             "words": [*({"word": w, "start": a, "end": b, "score": 0.9} for w, a, b in words_of(text, start, end)), {"word": "2014."}]}
            for who, text, start, end in TURNS
        ],
        "language": "en",
    }  # fmt: skip


def whisper() -> dict[str, Any]:
    return {
        "text": "...",
        "language": "en",
        "segments": [
            {"id": n, "seek": 0, "start": start, "end": end, "text": f" {text}", "tokens": []}
            for n, (_, text, start, end) in enumerate(TURNS)
        ],
    }


def whisper_cpp() -> dict[str, Any]:
    return {
        "transcription": [
            {"timestamps": {}, "offsets": {"from": int(start * 1000), "to": int(end * 1000)}, "text": f" {text}"}
            for _, text, start, end in TURNS
        ]
    }


def deepgram() -> dict[str, Any]:
    numbers = {"agent": 0, "customer": 1}
    words = [
        {"word": w.lower().strip("."), "punctuated_word": w, "start": a, "end": b, "speaker": numbers[who]}
        for who, text, start, end in TURNS
        for w, a, b in words_of(text, start, end)
    ]
    return {
        "metadata": {"request_id": "r", "channels": 1},
        "results": {"channels": [{"alternatives": [{"transcript": "...", "words": words}]}]},
    }


def deepgram_utterances() -> dict[str, Any]:
    numbers = {"agent": 0, "customer": 1}
    utterances = [
        {"start": start, "end": end, "channel": numbers[who], "transcript": text, "speaker": 0, "id": "u", "words": []}
        for who, text, start, end in TURNS
    ]
    return {
        "metadata": {"channels": 2},
        "results": {"channels": [{"alternatives": []}, {"alternatives": []}], "utterances": utterances},
    }


def assemblyai() -> dict[str, Any]:
    letters = {"agent": "A", "customer": "B"}
    utterances = [
        {
            "start": int(start * 1000),
            "end": int(end * 1000),
            "speaker": letters[who],
            "text": text,
            "words": [
                {"text": w, "start": int(a * 1000), "end": int(b * 1000)} for w, a, b in words_of(text, start, end)
            ],
        }
        for who, text, start, end in TURNS
    ]
    return {"id": "t1", "status": "completed", "text": "...", "utterances": utterances}


def assemblyai_words() -> list[dict[str, Any]]:
    return [
        {"text": w, "start": int(a * 1000), "end": int(b * 1000), "confidence": 0.9, "speaker": who.title()}
        for who, text, start, end in TURNS
        for w, a, b in words_of(text, start, end)
    ]


def canonical() -> dict[str, Any]:
    return {
        "call_id": "C-7",
        "turns": [{"speaker": who, "start": start, "end": end, "text": text} for who, text, start, end in TURNS],
    }


def clock(seconds: float, mark: str = ".", hours: str = "") -> str:
    return f"{hours}00:{int(seconds):02d}{mark}{int(seconds * 1000 % 1000):03d}"


def vtt() -> str:
    return "WEBVTT\n\n" + "\n".join(
        f"{clock(start)} --> {clock(end)}\n<v {who.title()}>{text}\n" for who, text, start, end in TURNS
    )


def srt() -> str:
    return "\n".join(
        f"{n}\n{clock(start, ',', '00:')} --> {clock(end, ',', '00:')}\n{who.title()}: {text}\n"
        for n, (who, text, start, end) in enumerate(TURNS, 1)
    )


def lines() -> str:
    return "".join(f"[00:0{int(start)}] {who.upper()}: {text}\n" for who, text, start, _ in TURNS)


def prompts() -> str:
    return "".join(
        f"00:00:0{int(start)} {'Rep' if who == 'agent' else 'Caller'}> {text}\n" for who, text, start, _ in TURNS
    )


def markdown() -> str:
    return "\n".join(f"**{who.title()}:**\n{text}\n" for who, text, _, _ in TURNS)


JSON_FORMATS = (
    canonical, contact_lens, call_analytics, transcribe, transcribe_by_segments, pca, genesys, whisperx, whisper, whisper_cpp, deepgram,
    deepgram_utterances, assemblyai, assemblyai_words,
)  # fmt: skip
TEXT_FORMATS = {vtt: "C-7.vtt", srt: "C-7.srt", lines: "C-7.txt", prompts: "C-7.txt", markdown: "C-7.txt"}
FILES: dict[str, tuple[str, str]] = {
    **{make.__name__: ("C-7.json", json.dumps(make())) for make in JSON_FORMATS},
    **{make.__name__: (name, make()) for make, name in TEXT_FORMATS.items()},
}
"""Name of a format -> name and text of a file of it."""
WITHOUT_SPEAKERS = frozenset({"whisper", "whisper_cpp"})
WITHOUT_TIMES = frozenset({"markdown"})
WITH_WORDS = frozenset(
    {
        "call_analytics",
        "transcribe",
        "transcribe_by_segments",
        "pca",
        "genesys",
        "whisperx",
        "deepgram",
        "assemblyai",
        "assemblyai_words",
    }
)
