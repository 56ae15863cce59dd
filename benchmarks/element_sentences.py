"""What the elements of generated plans say; slots as in sentences.py."""

BELIEFS = (
    (
        "{x} must be a faster way of doing what {y} does already.",
        "Both begin with the same two steps, and in the first exercise they give the same number.",
        "Take the case with three equal figures: {y} returns one of them, {x} returns their spread. A faster way to the "
        "same goal could not end at two different answers.",
    ),
    (
        "A larger input always makes {x} more reliable.",
        "In every lesson so far more data has meant less noise, so the habit is well founded.",
        "Double the figures by copying them. Nothing new has been observed, and {x} gives exactly the result it gave "
        "before, with the same doubt attached.",
    ),
    (
        "{x} only matters to people who work with very large numbers.",
        "The opening story had six people and three days in it, and the trouble showed only at the end.",
        "With two cases, 3 and 5, the wrong order already gives 4 where {x} gives 8. The size was never the reason.",
    ),
    (
        "Once {x} has been applied, {y} is no longer needed.",
        "New methods are often introduced as replacements, and the lesson spends little time on the old one.",
        "Remove the first column, which comes from {y}. The last step now has nothing to divide by, and the whole "
        "calculation stops at the second line.",
    ),
    (
        "The order of the steps in {x} is a matter of taste.",
        "Addition and multiplication taught us that order rarely matters, and the steps look just as harmless.",
        "Start with 10, halve and then add 4: the result is 9. Add 4 and then halve: the result is 7. One of these is "
        "{x}, the other is a mistake.",
    ),
)
EXAMPLES = (
    (
        "Six readings of one afternoon, 2 4 4 5 7 8, put through {x} line by line with every intermediate figure shown.",
        "Give {x} a first case that is small enough to be checked without a calculator.",
        "The student can redo every line, so nothing has to be believed.",
    ),
    (
        "The same six readings with the largest replaced by 80, once under {x} and once under the older rule.",
        "Show what {x} reacts to and what it leaves alone.",
        "With one figure changed, whatever differs must come from that figure.",
    ),
    (
        "A delivery of forty crates, of which three carry the wrong label, sorted with {x} and a pencil.",
        "Let the idea leave the page on which it was introduced.",
        "The setting is new and the steps are not, which is what makes it a test of the idea.",
    ),
    (
        "A timetable with two trains that swap places every other day, read first as a list and then as {x}.",
        "Connect {x} with a picture that comes back in the summary.",
        "Nothing is computed here, so the structure is the only thing left to look at.",
    ),
)
COUNTEREXAMPLES = (
    (
        "A sheet on which the steps look like {x} but the limit was moved after the result was known.",
        "Mark the boundary: the form is right and the idea is missing.",
        "It is the mistake that experienced people make, so it deserves a place next to the good cases.",
    ),
    (
        "Twelve figures that all depend on one another, to which {x} is applied as if they did not.",
        "Show that {x} has a condition, and what happens where it does not hold.",
        "The outcome looks plausible, and only the condition tells it from a correct one.",
    ),
)
MODALITIES = (
    ("verbal", "A court in which each witness is heard alone, against a court in which all speak at once; {x} is the former.",
     "Everybody knows what a crowd does to testimony, so the point needs no formula."),
    ("visual", "Two grids side by side, the cells of one joined by arrows, those of the other coloured one by one as {x} treats them.",
     "Joined against separate is the whole difference, and the eye is faster than the text."),
    ("symbolic", "The rule in two lines of notation, with the half that comes from the earlier lesson set in grey.",
     "It shows exactly how little of {x} is new."),
    ("concrete", "One case with the figures 3, 5 and 8, each line computed to one decimal.",
     "A number that can be checked ends a discussion that words prolong."),
    ("geometric", "A strip of paper folded twice: the creases mark where {x} compares, the faces show what it never sees.",
     "The student can hold the limit between two fingers."),
    ("intuitive", "Two premises the student holds already, set in a row, so that {x} follows with a shrug.",
     "What seems inevitable is remembered longer than what seems clever."),
    ("interactive", "A slider for the limit and a bar for the outcome; moving one shows at once what {x} does to the other.",
     "The prediction is made before the slider moves, and the bar settles it."),
)  # fmt: skip
EVIDENCE = (
    "Can trace {x} through a case of four figures and say which step used which figure.",
    "Can say in own words what {x} is for, and name a case in which it does not help.",
    "Can explain why {x} fails once its condition is dropped, with a number to show it.",
    "Has used {x} on figures nobody prepared, and reported the result with its doubt.",
)
REASONS = (
    "The argument begins inside {x}; recognising the name would not be enough to follow the second step.",
    "It is the method the new one is compared with, so the student has to know what it can and cannot see.",
    "The first example is stated in terms of {x}, and there is no time to explain it on the way.",
    "Without {x} the condition looks arbitrary, and arbitrary conditions are forgotten by the next morning.",
    "Both checks lean on {x}, one of them without saying so.",
)
NOTES_ON_KNOWING = (
    "Met with small numbers and one drawing; the student can name the steps and has repeated them once.",
    "Worked through by hand and tested twice, so it can be leaned on without a reminder.",
    "The picture of the two columns stuck; the notation is shakier and should be spelled out.",
    "Known from one lesson and used in the next, always in the same setting.",
)
RELATIONS = (
    "The new rule keeps the first half of {x} and exchanges the second.",
    "{x} supplies the comparison that makes the gain visible.",
    "Whoever doubts the last step can fall back on {x} and arrive at the same number.",
    "The drawing used for {x} is continued, with one arrow taken away.",
)
MENTAL_MODELS = (
    "Two columns and an arrow: what is known stands on the left",
    "A limit is chosen once and then left alone",
    "One change at a time, or the outcome explains nothing",
    "A mistake stays where it was made: that is what separate steps are for",
    "Small cases first; the large ones follow the same rule",
)
ANALOGIES = (
    "Hearing witnesses one by one: carries over without change",
    "Folding a strip of paper, with the crease as the limit",
    "Sorting letters by street before sorting them by number",
)
RISKS = (
    ("A net that catches what is large enough", "Suggests that size decides, while the condition is what decides."),
    ("A recipe that always ends in the same dish", "Makes the outcome look independent of what went in."),
)
NARRATIVE = (
    "The group arrives with a method that has never let it down, and the lesson opens with a day on which it does.",
    "Nobody made a mistake, which is the uncomfortable part: the fault lies in the question.",
    "From there the lesson goes in small steps, each one checked by hand, until the old rule is seen as a special case.",
    "The second half takes the idea out of its setting, first with a case that fits and then with one that does not.",
    "What the student takes home is a habit and not a formula: to say beforehand what may change.",
)
READINESS = (
    "Well prepared: what the argument stands on was worked through recently and tested. The notation is the weak spot, and "
    "it is repeated in the recap. The load is right for this place in the module, since one thing changes within "
    "surroundings that are known.",
    "Ready, with one reservation. The drawing is remembered better than the condition behind it, so the recap asks for the "
    "condition first. Nothing else has to be repeated.",
)
EXCLUDED = (
    "Proofs of any kind; worked cases carry the argument",
    "Software that does all of this at the press of a key",
    "The history of the method beyond a single remark",
)
PLANNING_NOTES = (
    "The second check takes longer than it looks. Ten minutes are realistic, and the discussion is worth them.",
    "Print the table of four cases; drawing it at the board costs time that the exploration needs.",
)
SCENARIOS = (
    "A workshop delivers the same part to two customers, and each of them measures it in his own way. Both use {y}, and "
    "neither is wrong.",
    "Four people weigh the same crate on four days. They agree beforehand to rely on {y}, and they write down every figure.",
    "A school plans its timetable with {y}. On Monday everything fits; on Tuesday one teacher is ill.",
    "A small port counts the ships that pass in an hour. The clerk knows {y} by heart and does not trust new methods.",
)
QUESTIONS = (
    ("Without computing anything: which of the four figures does {x} leave as it is, and how can you tell?",
     "The second one, because it already meets the condition. {x} touches only what lies beyond the limit, and a look at "
     "the column is enough to see it."),
    ("The clerk swaps the first two steps of {x}. Does the result change, and in which direction?",
     "It grows. The first step narrows what the second one sees, so the swap lets a larger figure through, as the case "
     "with 10 and 4 showed."),
    ("Somebody claims that {y} would have given the same answer as {x}. What is the smallest case that settles it?",
     "Two figures are enough, 3 and 5. {y} gives their middle and {x} does not, so one line of arithmetic decides."),
    ("Explain to a colleague who knows {y} what {x} adds, in at most two sentences.",
     "{y} looks at the whole group, {x} at one case. A change elsewhere moves the first and leaves the second where it was."),
    ("One reading is missing. Which conclusion drawn with {x} is still safe?",
     "The one about the remaining cases, each taken by itself. Nothing in {x} refers to the missing one, so nothing has to "
     "be withdrawn."),
    ("Predict what happens to {x} if every figure is doubled, and then verify it with three figures of your own.",
     "The outcome doubles as well, because the rule only adds and compares. With 1, 2 and 4 it goes from 3 to 6."),
    ("Which of the two sheets applies {x} correctly, and what gives the other one away?",
     "The first. On the second the limit was moved after the result was known; the figures are neat, and that is the sign."),
    ("A friend wants to use {x} on readings that depend on each other. What do you tell them?",
     "To look at the condition first. {x} treats each reading alone, so readings that lean on each other have to be "
     "untangled, with {y} for instance."),
    ("Two {xs} disagree about the same reading. Which of them is believed, and what does {y} say to that?",
     "The one whose condition was checked. {y} compares both with the whole group and says only that they differ."),
    ("Name a situation from your own work in which {x} would have saved a repetition.",
     "Any case in which the order of two steps was changed and nobody noticed. A good answer names the step and the cost."),
)  # fmt: skip
