"""What a facilitator says, and what helps when a room gets stuck. In room words: nobody is wrong, nobody is asked for a vote."""

from __future__ import annotations

OPENING = (
    "We count votes, not people. No vote is stored with a name.",
    "Nothing here goes into anyone's appraisal. A low call is our material, not somebody's fault.",
    "Some of these calls are good, some are not. You will not be told which before you have voted.",
    "If you recognise a call, keep it to yourself and pass.",
    "A pass looks like any vote. So does: the wording doesn't tell me.",
)

PER_CALL = (
    "Read the criterion and its levels aloud.",
    "Two volunteers read the excerpt aloud. Nobody comments yet.",
    "Write your level, card face down. On three: turn. Remote: type it, do not send, send on three to me only.",
    "Count, then show how the room voted. Which line made you decide? One voice from each side, lines by their number.",
    "Vote again only if the room was split.",
    "QA's score. What did a careful listener hear that we did not, or we that QA did not?",
    "One outcome: agreed, two readings stand, parked with an owner and a date, or QA's score to be checked.",
)

SITUATIONS = (
    ("The room is split", "Do not look for a winner. Ask each side for the line and the word of the rubric. If both can point at one, write down two readings: the wording is the finding."),
    ("Nearly all agree, one does not", "Nobody defends a vote. Ask all: what could a careful listener at that level have noticed?"),
    ('"QA is wrong"', "It may be. Note it as QA's score to be checked, with the line. It is looked at after the session; the score does not change here, and neither does anybody's appraisal."),
    ("A sceptic: this is about control", "Say what is kept: counts of votes, the outcome, no names. Offer the pass. Do not argue about QA as such; park it with an owner."),
    ("One loud voice", "Votes are in before anybody speaks, so the voice cannot move them. Then: thank you; now somebody who voted otherwise, or somebody we have not heard."),
    ("Silence", "Two minutes in pairs: which line? Then one line from each pair. Do not answer your own question."),
    ("Somebody recognises the call", "Black screen. We'll take another one. The excerpt is not used again. Talk to the person afterwards, alone."),
    ("It is about the tool or the policy, not the listening", "Parking lot: what, who takes it, by when. It goes into the report."),
    ("Time is short", "Leave out a call before you leave out the talk. Never skip the wrap-up: practice is where it changes."),
)  # fmt: skip

SAY_IT_BETTER = (
    "In pairs. Take the lines that were cited, with the good partner beside them.",
    "Write what you would say, in your own words, as a customer would hear it.",
    "Two pairs read theirs out. The room says which behaviour it heard.",
)

WRAP_UP = (
    "What did we agree? Read the outcomes aloud.",
    "What is parked, with whom, until when?",
    "On a card, no name: what stops you doing the top level?",
    "Practice: everybody gets one scenario, seven days.",
)

MATERIAL = (
    "Vote cards, one set for each seat; pens.",
    "Handouts, one for two people; collect them afterwards.",
    "Notifications off, chat off the shared screen, charger in.",
    "Who reads the votes of people who are remote?",
    "Leaders, and whoever scored these calls, do not vote, or in a count of their own.",
    "The last page of this guide stays face down until a call's votes are in.",
)
