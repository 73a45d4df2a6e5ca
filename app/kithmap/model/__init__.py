"""What is described: the document, its vocabulary, and every change a person can make to it.

No Qt, no files, no clocks, no randomness, no sentences. The document is an immutable value; an edit is a pure
function from one document to the next.

Glossary (say the word on the left, in code and on screen; avoid the words in brackets)

What is described
document      everything one .kithmap file holds: entries, dated maps, small steps (not: project, database)
dated map     how things stood on one day; the last one is today's, earlier ones are only looked at (not: version)
Me            the person whose map it is, in the middle of it (not: ego, user, client, patient)
entry         someone or something on the map: a person, group, animal, place ... (not: node, alter, contact, item)
kind          what an entry is: person, paid support, group, animal ...; each has its shape (not: type, class)
connection    what one dated map says about one entry: placement, support, feeling (not: relation, edge)
ring          a circle of closeness: Closest, Close, Around me (not: level, zone, orbit, rank)
placement     ring + angle + depth; only the ring has a meaning (not: position, coordinates)
tray          the entries not placed yet (not: pool, inbox, unassigned)
keeping a distance  a private place outside the rings (not: bad, enemies, conflict)
support       help of one kind, with a level for what I get and for what I give (not: resource, exchange)
support kind  one sort of help: eight usual ones, optional ones, up to four of one's own (not: category, function)
direction     I get, or I give (not: incoming, outgoing, reciprocity)
level         a little / some / a lot / not sure; nothing stored means "not marked", which is not "no" (not: score)
not needed    a kind of support nobody has to be marked for now (not: ignored, irrelevant)
tie           "they know each other", between two entries (not: edge, link, relationship)
circle        those who are tied to each other, directly or through others (not: cluster, clique, component)
relationship  what someone is to me, in the person's own words: sister, neighbour (not: role, type)
life area     a part of life: household, family, friends ... (not: sector, quadrant, category)
feeling       how a connection feels lately; private, off paper. Also how one feels before and after (not: rating, mood)
private       an entry that never goes on paper; an answer that is for the person alone (not: secret, confidential)
hard moment   a time when one could turn to someone; entries can be chosen for it (not: crisis, emergency)
contact       a service to turn to, with its number and the day it was checked (not: hotline, resource)

Looking at it
observation   one thing that stands out on a dated map, found by a fixed rule (not: result, alert, score, remark)
dismissed     an observation that does not fit, until it is restored; "chosen" is for paper (not: put away, kept)
surface       where observations are shown: screen, screen with somebody beside, paper (not: view, audience)
small step    one small thing to look after a connection; of no other kind of step is it said (not: task, goal, action)
review        what became of a small step, said at a later visit (not: evaluation, outcome)
takeaway      the one thing to take along from a session; files call it "carry" (not: conclusion)
closing words what one noticed, what was a surprise, and the takeaway (not: summary, debriefing)
I am lines    up to three lines about oneself, in the middle of the map (not: identity, profile)

The guide
guided session  the map made one prompt at a time; it can be left and taken up again (not: wizard, interview, survey)
prompt        one thing asked or said in it; what it is about is an entry, a kind or a small step (not: page, screen)
answer        what a prompt takes: a choice, names, a placement, levels ... (not: input, response)
length        Quick, On my own, With someone (not: mode, track)
worker        who sits beside the person; on screen a keyworker, or someone they trust (not: professional, staff)
quiet card    calm words and contacts after "I don't feel safe" (not: warning, alert)
practice map  a document about a made-up person in a story, for a group; never part of one's own (not: demo, game)

The window
picture       a dated map as marks with final places and lines of text; two painters draw it (not: scene, drawing)
mark          one part of a picture. What a person says of support is "marked" too, with a level (not: shape, item)
support dial  the arcs round an entry: each kind at its hour, longer with its level (not: chart, pie)
chip          an entry that is not on the rings, as a button to drag (not: tag, pill)
selection     the entries acted on; the last one is the current entry (not: focus, active)
drag          entries on their way, by a held button or two clicks; a drop target takes them (not: carry, ghost)
gesture       what mouse or keys do on the map; it ends in an edit (not: interaction)
show          one kind of support stands out, the rest is faded (not: filter)
page          what stands at the left: the names, the guide, What stands out ... (not: tab, screen, mode)
action        one row of the action table: menu line, keys, what it does (not: menu item, shortcut)
quick hide    a neutral page takes the place of every window, at once (not: lock, panic, boss key)
banner        the strip under the top with what has to be known now (not: toast, notification, alert)

Changes and files
edit          a function from one document to the next (not: mutation, update)
undo step     one edit with its name, to be taken back and done again (not: transaction, command)
refusal       what cannot be done, typed, with data and without a sentence (not: failure, validation error)
journal       unsaved work, written aside within a second; what is left over can be recovered (not: draft, cache)
earlier version  a whole copy of a saved file, kept apart from it (not: snapshot, revision)
saves by itself  writing the map's own file without being asked; in code, autosave (not: sync)
passphrase    what opens a protected map; a protection is what it gave (not: password, login, PIN)
hold          a map that one window has for itself; a barrier is why its file is not written (not: mutex)
unknown fields  what a file says that this version does not know; written again (not: extras, metadata)
migration     one step of the file format, from one version to the next (not: upgrade, conversion)
traces        what the program keeps on the computer beside the maps (not: history, logs)

Paper
report        the PDF of one map for a talk; its parts are sections (not: export, assessment, summary)
redaction     the document with nothing in it but what may be printed (not: filter, censoring, anonymising)
names on paper  initials, or names as they are typed; whoever is hidden is "someone" (not: pseudonym, code)
handout       a text for everyone in a course; a worksheet is blank, a session plan for the trainer (not: sheet)
"""
