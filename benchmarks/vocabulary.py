"""Invented concepts: two plain words each, so that thousands of them are distinct and still readable.

A term is always a word of FIRST before a word of LAST, and no sentence of sentences.py holds a word of LAST. So prose
mentions a concept exactly where the generator puts it, and nowhere by chance.
"""

import random
from dataclasses import dataclass


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FIRST = _words("""
    acacia agate alder amber anise aster balsam basalt beryl birch bramble bronze cassia cedar chalk cinder clover
    cobalt copper coral cypress dahlia daisy damask dapple dune ebony elder elm ember feldspar fennel fern fescue
    flint garnet ginger gorse granite gypsum hawthorn hazel heather hemp holly hyssop indigo iris ivory jade jasper
    jonquil juniper kelp kestrel khaki larch laurel lichen lilac lupin madder mallow maple marble mica mimosa moss
    myrtle nettle nickel nutmeg ochre olive onyx opal peat pewter plum pollen poppy pumice quartz quill quince raffia
    reed rosin russet sable saffron sisal slate sorrel tansy tarn tawny teak thyme timber topaz tulip turf umber
    vellum velvet verbena viola walnut wheat wicker willow yarrow yew zephyr zinc
""")
LAST = _words("""
    anvil awl baluster barrow bastion beacon bellow bobbin bodkin bowsprit braid buckle capstan cask cauldron chisel
    clasp cleat corbel cornice crank crucible culvert dowel ferrule finial flagon funnel gable gasket gimbal girder
    goblet gouge griddle grommet gunwale gusset halyard hamper heddle kiln ladle lantern lapel lattice lintel
    mortise mullion nozzle pannier parapet piston placket pleat plinth pontoon pulley purlin quoin rafter ratchet
    rivet rudder ruffle satchel sconce selvedge shroud skillet sluice spigot spindle spool tankard tassel tenon
    thimble thwart tiller toggle transom treadle trivet turret valve weft weir winch
""")
PLACES = _words("""
    abbey arcade atrium bakery bazaar bridge canal castle chapel cloister college cottage dairy depot dockyard farm
    forge foundry gallery garden granary grove harbour hermitage homestead inn kitchen library lighthouse lodge manor
    market meadow mill mine monastery museum nursery observatory orchard palace pavilion pharmacy quarry refinery
    sawmill school station tannery tavern theatre vineyard warehouse wharf workshop
""")
STAGES = ("groundwork", "mechanics", "methods", "measures", "patterns", "systems", "limits", "practice")

CAPACITY = len(FIRST) * len(LAST)


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of a generated course, or (`kind` term) a glossary term."""

    id: str
    term: str
    plural: str
    aliases: tuple[str, ...] = ()
    kind: str = "concept"
    parts: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.term[0].upper() + self.term[1:]


class Vocabulary:
    """Hands out concepts that share no term, in an order that depends on the seed only."""

    def __init__(self, seed: int) -> None:
        rng = random.Random(f"vocabulary {seed}")
        self._pairs = [(first, last) for first in FIRST for last in LAST]
        rng.shuffle(self._pairs)
        self._rng = rng
        self._short_forms: set[str] = set()

    def concept(self, kind: str = "concept", parts: tuple[str, ...] = ()) -> Concept:
        """A concept not handed out before.

        Raises ValueError where the words are used up.
        """
        if not self._pairs:
            raise ValueError(f"the vocabulary holds {CAPACITY:,} concepts; generate a shorter course")
        first, last = self._pairs.pop()
        term = f"{first} {last}"
        return Concept(f"{first}-{last}", term, f"{term}s", self._aliases(first, last), kind, parts)

    def _aliases(self, first: str, last: str) -> tuple[str, ...]:
        chance = self._rng.random()
        if chance < 0.25:
            return (f"{first}-type {last}",)
        short = (first[:3] + last[:4]).upper()
        if chance < 0.4 and short not in self._short_forms:
            self._short_forms.add(short)
            return (short,)
        return ()
