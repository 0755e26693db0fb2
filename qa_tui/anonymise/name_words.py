"""Whether one word can be a name, as far as word lists and its letters tell."""

from __future__ import annotations

from qa_tui.anonymise.lexicon import given_names, surnames
from qa_tui.anonymise.words import is_everyday, is_name

REPLIES = frozenset(
    {
        "yes", "no", "ok", "okay", "sure", "yeah", "yep", "nope", "thanks", "thank", "you", "hi", "hello", "hey", "bye",
        "please", "great", "good", "fine", "done", "right", "correct", "sorry", "welcome", "none", "nothing", "all", "that",
        "it", "this", "medium", "large", "small", "regular", "monday", "tuesday", "wednesday", "thursday", "friday",
        "saturday", "sunday"
    }
)  # fmt: skip


LINKS = frozenset(
    {"and", "is", "of", "the", "with", "for", "my", "to", "a", "i", "it", "at", "in", "on", "from", "or", "but"}
)


NEVER_SURNAMES = LINKS | frozenset(
    {
        "an", "so", "see", "else", "many", "has", "was", "are", "as", "be", "by", "do", "me", "we", "us", "he", "she", "will",
        "can", "would", "could", "should", "may", "might", "must", "please", "here", "there", "now", "then", "again", "just",
        "like", "need", "want", "have", "had", "good", "day", "long", "call", "calling", "today", "speaking", "back", "out",
        "up", "off", "down", "over", "very", "much", "well", "what", "when", "where", "who", "why", "how", "which", "that",
        "this", "these", "those", "not", "no", "yes", "ok", "okay", "thanks", "thank", "your", "you", "our", "their", "his",
        "her", "its", "if", "than", "about", "more", "some", "any", "new", "order", "number", "help", "last", "first", "name"
    }
)  # fmt: skip
"""Words that the census lists as surnames, and that nobody would take for one behind a given name."""


RARELY_NAMES = NEVER_SURNAMES | REPLIES | frozenset(
    {
        "america", "china", "france", "german", "india", "irish", "easter", "christian", "english", "january", "september", "season",
        "april", "august", "june", "summer", "winter", "autumn", "spring", "star", "king", "queen", "prince", "princess", "major",
        "numbers", "page", "price", "case", "chase", "love", "son", "song", "soon", "sun", "sunny", "man", "ma", "pa", "guy", "many",
        "golden", "royal", "silver", "diamond", "pearl", "crystal", "else", "loan", "long", "van", "bill", "era", "fairy", "forest",
        "foster", "grant", "chance", "hope", "light", "mark", "may", "will", "my", "young", "rich", "sterling", "alpha", "delta",
        "echo", "omega", "angle", "berry", "brain", "candy", "charity", "carry", "cherry", "desire", "heath", "herb",
        "honey", "kit", "lady", "lane", "lean", "lore", "manual", "maple", "marine", "maxima", "mercy", "min", "miles",
        "miss", "moon", "nova", "ok", "olive", "peach", "pat", "porter", "precious", "rusty", "sage", "see", "sparkle", "tiny",
        "trinity", "valentine", "velvet", "ward", "windy", "buddy", "bell", "bee", "art", "buck", "bud", "drew", "hung", "rob",
        "sang", "sung", "ten", "hang", "hai", "ha", "ty", "thu", "mon", "wed", "fri", "sat", "jan", "so", "an", "in", "do",
        "don", "le", "la", "de", "lu", "les", "dot", "tu", "un", "kind", "jury", "porsche", "mercedes",
        "chevy", "sierra", "isa", "visa", "hong", "kong", "paris", "london", "florida", "virginia", "georgia", "carolina", "dakota",
        "montana", "austin", "dallas", "houston", "charlotte", "orlando", "madison", "phoenix", "savannah", "sydney", "israel",
        "jordan", "chad", "kenya", "asia", "alexa", "siri", "ebay", "sandwich", "black", "white", "green", "brown", "gray",
    }
)  # fmt: skip
"""Given names that stand for something else where neither the case nor the rest of a sentence says that somebody is meant."""


SAYING = frozenset(
    {"said", "say", "tell", "heard", "felt", "comes", "keep", "held", "still", "speaks", "pay", "read", "hung"}
)
"""Words that the census lists as surnames, and that tell what the person before them did."""


def is_surname(word: str) -> bool:
    """Whether a word may stand behind a given name as a surname, everyday word or not."""
    return word in surnames() and len(word) > 2 and word not in NEVER_SURNAMES


def is_likely(word: str) -> bool:
    return is_name(word) or (len(word) > 2 and not is_everyday(word))


def is_given(word: str) -> bool:
    return len(word) > 2 and word in given_names() and word not in RARELY_NAMES
