"""What is described: the document, its vocabulary, and every change a person can make to it.

No Qt, no files, no clocks, no randomness, no sentences. The document is an immutable value; an edit is a pure
function from one document to the next.

Glossary (say the word on the left, in code and on screen; avoid the words in brackets)

document      everything one .kithmap file holds: entries, dated maps, steps (not: project, database)
dated map     how things stood on one day; the last one is today's, earlier ones are only looked at (not: version)
practice map  a document about a made-up person in a story, for a group; never part of one's own (not: demo, game)
entry         someone or something on the map: a person, group, animal, place ... (not: node, alter, contact, item)
connection    what one dated map says about one entry: placement, support, feeling (not: relation, edge)
ring          a circle of closeness: Closest, Close, Around me (not: level, zone, orbit, rank)
placement     ring + angle + depth; only the ring has a meaning (not: position, coordinates)
tray          the entries not placed yet (not: pool, inbox, unassigned)
keeping a distance  a private place outside the rings (not: bad, enemies, conflict)
support       help of one kind, with a level for what I get and for what I give (not: resource, exchange)
level         a little / some / a lot / not sure; nothing stored means "not marked", which is not "no" (not: score)
tie           "they know each other", between two entries (not: edge, link, relationship)
relationship  what someone is to me, in the person's own words: sister, neighbour (not: role, type)
life area     household, family, friends ... (not: sector, quadrant, category)
feeling       how a connection feels lately; private, off paper (not: quality, rating)
observation   one thing that stands out on a dated map, found by a fixed rule (not: result, alert, score)
step          one small thing to look after a connection (not: task, goal, action item)
"""
