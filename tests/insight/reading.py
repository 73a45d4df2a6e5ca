"""The rules as they are written, read word for word: slow and plain, and sharing nothing with the program's own.

M: the entries on the rings, without hidden ones. H: M of kind person. U: H without paid ones. pair: U without children,
grandchildren and those under 18. R, G: the kinds got from and given to an entry. T: the kinds in use and needed.
src: the living entries of M from which a kind comes.
"""

from fractions import Fraction
from itertools import combinations

from msgspec.structs import replace

from kithmap.model.document import Connection, DatedMap, Document

# What a rule says: the finding, the ids, the kinds and the numbers.
Said = tuple[str | None, tuple[str, ...], tuple[str, ...], tuple[int, ...]]

CHILDREN = {"child", "my youngest Son", "grandchild"}
FORMER_PARTNERS = {"Ex-partner", "my ex"}
RINGS = ["closest", "close", "around", "outer", "edge"]
USUAL = ["listen", "comfort", "value", "everyday", "unwell", "advice", "company", "hard"]


class Reading:
    """Everything the rules speak of, for one map on one surface (a value of `Surface`)."""

    def __init__(self, document: Document, dated_map: DatedMap, surface: str) -> None:
        self.document, self.map, self.surface = document, dated_map, surface
        self.entries = {entry.id: entry for entry in document.entries}
        self.said = {each.entry: each for each in dated_map.connections}
        self.in_use = [*USUAL, *document.optional_kinds, *(kind.id for kind in document.own_kinds)]
        self.visible = [each.entry for each in dated_map.connections if not self.hidden(each)]
        self.M = [p for ring in RINGS for p in self.visible if self.ring(p) == ring]
        self.H = [p for p in self.M if self.entries[p].kind == "person"]
        self.U = [p for p in self.H if not self.paid(p)]
        self.pair = [p for p in self.U if not self.young(p)]
        self.T = [kind for kind in self.in_use if kind not in dated_map.not_needed]
        self.src = {t: [p for p in self.M if t in self.R(p) and self.entries[p].kind != "remembered"] for t in self.T}
        self.covered = [t for t in self.T if self.src[t]]

    def hidden(self, each: Connection) -> bool:
        if each.placement is not None and each.placement.ring == "distance":
            return True
        if each.feeling.feels == "unsafe":
            return True
        return self.surface == "paper" and self.entries[each.entry].private

    def ring(self, p: str) -> str | None:
        placement = self.said[p].placement
        return placement.ring if placement else None

    def paid(self, p: str) -> bool:
        return "paid" in (self.entries[p].kind, self.entries[p].life_area)

    def young(self, p: str) -> bool:
        return self.entries[p].age_band == "under_18" or self.entries[p].relationship in CHILDREN

    def R(self, p: str) -> list[str]:
        return [s.kind for s in self.said[p].supports if s.get is not None and s.kind in self.in_use]

    def G(self, p: str) -> list[str]:
        return [s.kind for s in self.said[p].supports if s.give is not None and s.kind in self.in_use]

    def as_the_tables_show_it(self) -> "Reading":
        """The same map read as if nobody had been marked as unsafe: so do the tables on paper."""

        def bare(dated_map: DatedMap) -> DatedMap:
            said = [
                replace(each, feeling=replace(each.feeling, feels=None)) if each.feeling.feels == "unsafe" else each
                for each in dated_map.connections
            ]
            return replace(dated_map, connections=tuple(said))

        document = replace(self.document, maps=tuple(bare(each) for each in self.document.maps))
        return Reading(document, bare(self.map), self.surface)

    def of(self, rule: str) -> list[Said]:
        """What a rule says of this map."""
        said: list[Said] = [] if self.started() else getattr(self, rule)()
        return said

    def started(self) -> bool:
        return len(self.M) < 3 or sum(len(self.R(p)) + len(self.G(p)) for p in self.M) < 3

    def S1(self) -> list[Said]:
        return one_line([p for p in self.M if self.entries[p].important][:3])

    def S2(self) -> list[Said]:
        return one_line([p for p in self.M if len(self.R(p)) > 2][:3])

    def S3(self) -> list[Said]:
        kinds = [t for t in self.T if len(self.src[t]) > 1]
        sources = list(dict.fromkeys(p for t in kinds for p in self.src[t]))
        return [(None, tuple(sources), tuple(kinds), ())] if kinds else []

    def S4(self) -> list[Said]:
        given = [t for p in self.H for t in self.G(p)]
        if len(given) < 3:
            return []
        order = [*USUAL, "health", "belong", "doors", "money", "own1"]
        top = sorted(sorted(set(given), key=order.index), key=given.count, reverse=True)[:3]
        return [(None, tuple(p for p in self.H if self.G(p)), tuple(top), ())]

    def S5(self) -> list[Said]:
        areas = {self.entries[p].life_area for p in self.M} - {None}
        somewhere = tuple(p for p in self.M if self.entries[p].life_area)
        return [(None, somewhere, (), (len(areas),))] if len(areas) > 3 else []

    def S6(self) -> list[Said]:
        kinds = {"animal", "place", "activity", "group", "faith", "remembered"}
        return one_line([p for p in self.M if self.entries[p].kind in kinds])

    def B1(self) -> list[Said]:
        return [
            line
            for finding, r, g in (
                ("both_ways", True, True),
                ("towards_me", True, False),
                ("from_me", False, True),
                ("not_marked", False, False),
            )
            for line in one_line([p for p in self.pair if (self.R(p) != []) is r and (self.G(p) != []) is g], finding)
        ]

    def B2(self) -> list[Said]:
        g = sum(len(self.G(p)) for p in self.pair)
        r = sum(len(self.R(p)) for p in self.pair)
        if g + r < 6:
            return []
        d = Fraction(g - r, g + r)
        quarter = Fraction(1, 4)
        finding = "even" if abs(d) <= quarter else "more_out" if d > quarter else "more_in"
        return [(finding, tuple(p for p in self.pair if self.R(p) + self.G(p)), (), ())]

    def B3(self) -> list[Said]:
        marked = [p for p in self.pair if self.R(p) + self.G(p)]
        both = [p for p in marked if self.R(p) and self.G(p)]
        return [(None, tuple(both), (), (len(both), len(marked)))] if len(marked) >= 3 else []

    def Q1(self) -> list[Said]:
        return [(None, (), (t,), ()) for t in self.T if len(self.src[t]) == 0][:3]

    def Q2(self) -> list[Said]:
        return [(None, tuple(self.src[t]), (t,), ()) for t in self.T if len(self.src[t]) == 1]

    def Q3(self) -> list[Said]:
        lines: list[Said] = []
        for p in self.M:
            own = tuple(t for t in self.covered if p in self.src[t])
            one_source_of_two = len([t for t in own if self.src[t] == [p]]) >= 2
            in_most = len(self.covered) >= 4 and Fraction(len(own), len(self.covered)) >= Fraction(60, 100)
            if one_source_of_two or in_most:
                lines.append((None, (p,), own, ()))
        return lines

    def Q4(self) -> list[Said]:
        return [one(p) for p in self.M if self.said[p].feeling.energy == "lot" and self.G(p)]

    def Q5(self) -> list[Said]:
        lean = [p for p in self.M if self.said[p].feeling.lean == "yes"]
        no_talk = [p for p in lean if self.entries[p].kind == "remembered" or self.entries[p].do_not_contact]
        return [one(p) for p in lean if p not in no_talk] + [one(p, "not_to_talk_with") for p in no_talk]

    def Q6(self) -> list[Said]:
        sources = tuple(p for p in self.M if any(p in self.src[t] for t in self.covered))
        if len(self.covered) >= 2 and not [p for p in sources if not self.paid(p)]:
            return [(None, sources, tuple(self.covered), ())]
        return []

    def Q7(self) -> list[Said]:
        return [one(p) for p in self.M if self.reachable(p)]

    def reachable(self, p: str) -> bool:
        entry, feels = self.entries[p], self.said[p].feeling.feels
        if self.ring(p) not in ("closest", "close") or entry.contact not in ("few_times_a_year", "not_at_the_moment"):
            return False
        if entry.kind == "remembered" or entry.do_not_contact or feels in ("mixed", "hard", "unsafe"):
            return False
        return entry.relationship not in FORMER_PARTNERS or feels in ("warm", "ok")

    def Q8(self) -> list[Said]:
        return [] if [p for p in self.visible if self.entries[p].could_contact] else [(None, (), (), ())]

    def Q9(self) -> list[Said]:
        near = [p for p in self.M if self.ring(p) in ("closest", "close")]
        return one_line([p for p in near if self.said[p].feeling.feels in ("mixed", "hard")])

    def C1(self) -> list[Said]:
        before = Reading(self.document, self.document.maps[-2], self.surface)

        def moved(p: str) -> int:
            return RINGS.index(str(self.ring(p))) - RINGS.index(str(before.ring(p)))

        stayed = [p for p in self.M if p in before.M]
        support = [(p, self.new_kinds(before, p)) for p in stayed]
        return [
            *one_line([p for p in self.M if p not in before.M], "new"),
            *one_line([p for p in stayed if moved(p) < 0], "nearer"),
            *one_line([p for p in stayed if moved(p) > 0], "further"),
            *one_line([p for p in self.visible if self.ring(p) is None and p in before.M], "no_longer_placed"),
            *[("new_support", (p,), kinds, ()) for p, kinds in support if kinds],
        ]

    def new_kinds(self, before: "Reading", p: str) -> tuple[str, ...]:
        got = [t for t in self.R(p) if t not in before.R(p)]
        given = [t for t in self.G(p) if t not in before.G(p)]
        return tuple(t for t in self.in_use if t in got or t in given)

    def K1(self) -> list[Said]:
        pairs = [frozenset(pair) for pair in combinations(self.H, 2)]
        tied = {frozenset((tie.one, tie.other)) for tie in self.map.ties} & set(pairs)
        ties = [{tie.one, tie.other} for tie in self.map.ties if {tie.one, tie.other} <= set(self.M)]
        alone = tuple(p for p in self.H if not any(p in pair for pair in ties))
        circles: list[set[str]] = []
        for pair in tied:
            joined = [circle for circle in circles if circle & pair]
            circles = [circle for circle in circles if circle not in joined] + [set(pair).union(*joined)]
        return [(None, alone, (), (len(tied), len(pairs), len(circles)))] if tied else []


def one(p: str, finding: str | None = None) -> Said:
    return finding, (p,), (), ()


def one_line(people: list[str], finding: str | None = None) -> list[Said]:
    return [(finding, tuple(people), (), ())] if people else []
