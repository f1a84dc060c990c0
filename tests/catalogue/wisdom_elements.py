"""Every element of the source document, and where the atlas tells it.

One line an element: the section of the document, the first words by which a line of it can be
recognised, the address of our telling, and a word that must occur there. Addresses:

    3:silos          insight 3, point "silos"          3:told    insight 3, what was said
    3:how            insight 3, conversation starter   way:x     a way to develop (x/p: its point p)
    way:x#topics     its topics                        about:f   a field of the opening notes
    note:x           a note                            frame:... the frame
"""

from __future__ import annotations

from typing import NamedTuple


class Element(NamedTuple):
    section: str
    begins: str
    address: str
    word: str


_LINES = """
frame | | frame:meaning | scharmer
frame | 1 we cannot | frame:principle:minds-first | think
frame | 2 we cannot | frame:principle:see-itself | itself
frame | | frame:leverage | attention
frame | | about:each_place | legacy
opening | | about:who | neighbourhoods
opening | | about:heard | april
opening | | about:leadership_means | perceive
opening | | about:left_out | structures
opening | | about:companions | communities
opening | | about:purpose | fairer
1 | recognise what is | 1:of-its-time | history
1 | beyond certainty | 1:beyond-certainty | quick
1 | the time is | 1:told | moment
1 | we dont have | 1:told | convincing
1 | feels like there | 1:told | energy
2 | looking in facing | 2:looking-in | boundaries
2 | looking out facing | 2:looking-out | edge
2 | | 2:told | pull
2 | working with | 2:working-with | point of view
2 | working within | 2:working-within | forming
2 | organisational leadership and | 2:two-kinds-of-leading | both
2 | 1 4 framing | 2:four-places-credit | scharmer
3 | | 3:told | unspoken
3 | commitment but not | 3:capacity | time
3 | labels titles | 3:labels | risk
3 | silo working | 3:silos | players
3 | power trust openness | 3:power-trust-openness | devolution
3 | scarcity thinking | 3:scarcity | enough
3 | plans get in | 3:plans | take shape
3 | financial position | 3:finance | deficit
3 | protecting space territory | 3:territory | walls
3 | perceptions of hierarchy | 3:hierarchy | permission
3 | more confident to | 3:hierarchy | confidence
3 | degree of psychological | 3:safety | safe
4 | the challenge is | 4:inherently-political | allocated
4 | | 4:told | personal opinions
4 | political environment | 4:environment | elected
4 | stability in priorities | 4:stability | people at the top
4 | | 4:long-term | least deprived
4 | political risk | 4:risk | setback
5 | data led approaches | 5:data | stories
5 | make barriers action | 5:visible | act
5 | small steps below | 5:small-steps | wider system
5 | patience perseverence | 5:patience | keep
5 | go with risk | 5:go-with-risk | account
5 | focus and framing | 5:focus | core20plus
5 | vibrant infrastructure | 5:infrastructure | take part
5 | relational shifts | 5:relationships | parent
5 | lead without ego | 5:without-ego | loosen
5 | collaborative mindset | 5:collaborate | side by side
5 | advocates for change | 5:advocates | partners
5 | house the conversation | 5:house-the-conversation | every discussion
5 | how do we embed | 5:house-the-conversation | inequality
5 | power resource sharing | 5:share-power | generous
5 | art of the | 5:possible | hope
5 | core principle conflict | 5:conflict-resolution | disagreement
6 | how do we create | 6:join-the-islands | link
6 | when a complex | 6:prigogine | far from rest
6 | ilya prigogine | 6:prigogine | nobel
6 | anyone who is | 6:community-leaders | few
6 | citizen community leadership | 6:citizen-leaders | champions
6 | coherent distributed approach | 6:coherent | apart
6 | the more that | 6:reconnect | in touch
7 | create space to | 7:partners-round-the-issue | differently
7 | create a safe | 7:safe-ideas | worth having
7 | honest and open | 7:honest-partnerships | power
7 | proximity x decision | 7:proximity | near
7 | create shared language | 7:shared-language | other names
7 | spaces for listening | 7:told | listen
7 | coming together to | 7:wider-view | wider
8 | clear identifiable links | 8:clear-links | within the community
8 | work with strong | 8:local-anchors | money
8 | continuity | 8:continuity | trust
8 | search for nuance | 8:search-for-nuance | particular communities
9 | art of the | 9:prioritise | budgets
9 | take the position | 9:told | money is tight
9 | start what is | 9:start-with-strong | first
9 | create conditions for | 9:conditions-for-thinking | kit
9 | myth have to | 9:not-an-extra | additional
9 | data driven | 9:data-driven | wisdom
9 | we need to | 9:everyday-work | processes
10 | psychologically safe enough | 10:safe-enough | moment
10 | get used to | 10:uncomfortable | distrust
10 | grief work | 10:grief | loss
10 | freedom trust ownership | 10:freedom-trust | accountable
10 | energy | 10:energy | moving
11 | listen to voices | 11:residents | widen the gap
11 | know when to | 11:leave-space | steer
11 | representation and involving | 11:lived-experience | patients
11 | listen to what | 11:needed-and-wanted | make way
12 | from conceptual to | 12:tangible | who live with it
12 | build a shared | 12:tangible | unequal
12 | speak community language | 12:community-language | words
12 | reset the conversation | 12:reset | power
12 | hyperlocal framing | 12:hyperlocal | belong
12 | share community experience | 12:share-experience | urgent
12 | shift prevailing cultural | 12:cultural-fallbacks | nhs
12 | what is in | 12:what-is-in-it | hopes
13 | let go enable | 13:let-go | end up
13 | let solutions emerge | 13:emerge | planned
13 | give ownership | 13:ownership | no harm
13 | create a shared | 13:shared-language | agreed words
13 | take the backstage | 13:backstage | front
13 | lets do it | 13:find-a-way | try
13 | influence without formal | 13:influence | post
13 | create a collective | 13:collective-agenda | together
13 | how can scrutiny | 13:scrutiny | doors
14 | pay people for | 14:pay-people | grants
14 | build community capacity | 14:build-capacity | net zero
14 | move money within | 14:local-money | prevention
14 | only realistic change | 14:ease-blame | blaming
14 | only realistic change | 14:told | guilt
how | locality led do | way:locality-led | with them
how | | way:locality-led/informal | differs
how | | way:locality-led#topics | jointly
how | space | way:space | safe
how | share insights | way:space#topics | insights
how | leadership in the | way:space#topics | leading means
how | system barriers areas | way:space#topics | joint action
how | islands of leadership | way:space#topics | islands
how | enabling supporting resource | way:space/enabling | resources
how | do not develop | way:together | side by side
how | leadership in the | way:together#topics | leading call for
how | power and resources | way:together#topics | power
how | self and system | way:together#topics | system
how | how we see | way:together#topics | see
how | how we think | way:together#topics | thinking
how | how we work | way:together#topics | feelings
how | how we connect | way:together#topics | links us
how | what we will | way:together#topics | take on
how | bitesize small manageable | way:bitesize | small
how | | way:bitesize#topics | smaller formats
how | ability to choose | way:bitesize/choice | leave
how | how to get | way:bitesize/reach-teams | teams
how | how do you | note:no-end-points | end date
how | self assessment | way:self-assessment | pictures
how | facilitated development | way:facilitated-development | groups
how | | way:facilitated-development/real-problems | solved
how | tools | way:tools | judge
how | funding | way:funding | grants
how | 8 insights for | about:eight_note | matter most
how | | about:eight_note | four principles
how | so what summary | about:summary | fourteen insights
"""

_HOW_WORDS = (
    "drop", "on purpose", "one voice", "as one", "joint push", "fit together", "fit together",
    "tools", "tools", "human", "places to meet", "places to meet", "together", "together",
)  # fmt: skip

_CELL_WORDS = {
    "habit": ("already", "belong", "top", "orders"),
    "own-view": ("open mind", "differ", "outwards", "trade"),
    "others": ("heart", "curious", "stake", "bargain"),
    "whole": ("presence", "among us", "sense and shape", "whole"),
}

EXCLUDED = {
    "frame": {
        "a frame": "page title",
        "the matrix of": "caption of the table, whose cells are listed; credited in the frame",
        "two guiding principles": "lead-in to the two principles, which are listed",
    },
    "how": {
        "so what does this": "page title",
        "fhfa leadership development": "page title",
        "fhfa locality leadership": "page title",
        "what x how": "page title",
        "four fundamental principles": "page title; the four are listed",
        "topic of conversation": "lead-in to topics, which are listed",
        "key insights for": "lead-in to topics, which are listed",
        "what to develop": "table heading; its rows are tested one by one",
        "how to develop": "table heading; its rows are tested one by one",
    },
}
"""Heading-like lines that need no telling, and why. The insights' own titles are tested apart."""


def elements() -> list[Element]:
    """The whole list."""
    found = [
        Element(*(part.strip() for part in line.split("|", 3)))
        for line in _LINES.strip().splitlines()
    ]
    found += [Element("how", "", f"{n}:how", word) for n, word in enumerate(_HOW_WORDS, start=1)]
    for row, words in _CELL_WORDS.items():
        for column, word in zip(("micro", "meso", "macro", "mundo"), words, strict=True):
            found.append(Element("frame", "", f"frame:cell:{row}:{column}", word))
    return found
