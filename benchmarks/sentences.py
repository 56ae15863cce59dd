"""What generated plans say. {x} is the concept in question ({xs}: several of it), {y} one known by then."""

CONTEXT = (
    "This lesson adds one idea to what the group can already do, and it stays close to work that is familiar.",
    "By the end you can say what {x} is for, and you can defend the choice in front of a sceptical colleague.",
    "We start from {y}, because everybody in the room has worked with it and nobody has to be convinced.",
    "Nothing here asks for speed; it asks for one careful look at a case that seems simple.",
    "There is a price to be paid, and the second half of the lesson is about paying as little of it as possible.",
    "Keep a sheet of paper at hand: twice you will be asked to commit to an answer before reading on.",
)
RECAP = (
    "Remember {x}: the part you will need today is the order in which its steps happen, not their names.",
    "In an earlier lesson {x} settled which of two readings counts, and that decision returns here.",
    "When {x} was new, we drew it as two columns with an arrow between them; the same drawing still serves.",
    "The one property of {x} to bring along is that it never looks at more than one case at a time.",
    "Say in one sentence what {x} does before you read on, and compare it with your notes.",
    "{x} and {y} were met on the same afternoon, and it is worth keeping them apart.",
    "You have used {x} with small numbers only; today the numbers grow, and the rule stays what it was.",
    "A short exercise is enough here: list two situations in which {x} helps and one in which it does not.",
)
HOOK = (
    "A crew of six follows the plan to the letter, and on the third day the result is off by a factor of two.",
    "Everything they did with {y} was correct, and each step can be checked against the notes.",
    "The foreman suspects a slip in the arithmetic; the apprentice suspects the question.",
    "Repeat the day with half the load and the error does not halve, it disappears.",
    "What {y} alone cannot explain is why the order of two harmless steps should matter at all.",
    "Write down your guess now, with a number in it, so that it can be wrong.",
    "The answer will not be found by working harder, because nothing in the old method can see the cause.",
)
EXPLAIN = (
    "The idea behind {x} fits in one line: decide first what may change, and hold everything else still.",
    "Where {y} compares every case with every other, {x} asks one question of one case.",
    "Read from left to right, {x} takes a quantity that is hard to observe and replaces it by one that is not.",
    "Nothing in {x} depends on the size of the whole, and that is the reason it scales so well.",
    "It helps to think of {x} as a promise: whatever comes in, the same kind of thing comes out.",
    "The first half of the rule restates {y}; only the second half is new.",
    "Trace one case by hand and you will see that {x} needs exactly three numbers, none of them from the neighbours.",
    "If the two readings agree, {x} changes nothing, and this is worth checking before any other case.",
    "The cost of {x} grows with the number of cases and not with its square, as a count of the steps shows.",
    "Two things have to be true for {x} to apply, and the second one is forgotten more often than the first.",
    "A common shortcut skips the middle step; it works for small inputs and fails for large ones.",
    "Compare this with {y}, where the same step happens once for the whole group.",
    "What makes {x} useful is that a mistake stays where it was made and does not spread.",
    "In practice the limit is chosen once, written down, and left alone until the evidence says otherwise.",
    "The name is older than the method, so do not read too much into the words {x}.",
    "Seen from the side of {y}, the new rule is the old one with a different denominator.",
    "At this point a table says more than a paragraph, so here are the four cases side by side.",
    "Two {xs} in a row need no second limit, since the first has already done the work.",
    "Whoever has understood this step can rebuild the rest of {x} without looking it up.",
)
EXPLORE = (
    "Change one number at a time and write down what {x} does; do not change two at once.",
    "Try the case in which {y} gives zero, and say beforehand what you expect of {x}.",
    "Find an input for which both methods agree, then find the smallest change that separates them.",
    "Plot the result for ten inputs and look for the place where the curve bends.",
    "Swap the roles of the two columns and explain why the outcome of {x} is not simply mirrored.",
    "Double everything, then halve everything; one of the two leaves {x} as it was.",
    "Put {x} and {y} in the opposite order and note which of the four results survives.",
    "Keep the one result that surprised you, because the next section returns to it.",
)
ELABORATE = (
    "There are three situations in which {x} is the wrong tool, and they have one thing in common.",
    "Large teams prefer {x} because its parts can be checked by different people on different days.",
    "Historically {y} came first, and it took a decade before anybody asked whether it was needed here.",
    "The argument does not depend on the units, which is why it carries over to fields nobody had in mind.",
    "A stricter version of {x} exists; it costs twice as much and pays off only in rare cases.",
    "When the data is incomplete, {x} degrades slowly, while the older way fails at once.",
    "The exception is real, and it is better to name it than to hope that nobody meets it.",
    "Seen next to {y}, the restriction looks less arbitrary: both exist for the same reason.",
)
PRACTICE = (
    "Work through the case on your own first, with {x} and nothing else; then compare with a neighbour.",
    "Write the four steps of {x} as a checklist that somebody without your notes could follow.",
    "Apply {x} to the figures of last week and report the result with one decimal.",
    "Exchange sheets and mark every place at which {y} was used without saying so.",
    "Repeat the exercise with one figure missing, and state which conclusion is still safe.",
    "You are done when you can predict the outcome before you compute it, three times in a row.",
)
SUMMARY = (
    "{x} answers one question about one case, and it answers it without looking around.",
    "The old method is still right where its conditions hold; {x} takes over where they do not.",
    "If you remember a single picture, let it be the two columns and the one arrow that was taken away.",
    "Everything you know about {x} still holds; only its scope has become clearer.",
    "The mistake to avoid is to treat a convenient assumption as if it were part of the method.",
    "What remains open is how to choose the limit, and that deserves a lesson of its own.",
)
NEXT_STEP = (
    "Before the next session, collect one example from your own work in which the order of steps mattered.",
    "The next lesson builds on the table of four cases, so keep it where you can find it.",
    "If the second check felt slow, repeat it tomorrow; it should take no more than five minutes.",
    "Bring a case in which the method of today fails, and be ready to say why.",
)
BULLETS = (
    "state the question before touching the numbers",
    "**fix** what may change and what may not",
    "compute the *smallest* case by hand",
    "compare the outcome with the prediction",
    "note which assumption was used, and where",
    "repeat with the two inputs exchanged",
    "stop as soon as the outcome no longer changes",
    "ask a neighbour to find the weakest step",
    "mark every figure that came from a guess",
    "keep the sheet; it is needed in the next part",
)
MATH = (
    "$$r = \\frac{a + b}{2n}, \\qquad n > 0$$",
    "$$s_{k+1} = s_k + \\alpha\\,(t - s_k)$$",
    "$$\\sum_{i=1}^{n} w_i = 1 \\quad\\text{and}\\quad w_i \\ge 0$$",
    "$$d(u, v) = \\sqrt{(u_1 - v_1)^2 + (u_2 - v_2)^2}$$",
)
CODE = (
    ("def share(part, whole):", "    if whole == 0:", "        return 0.0", "    return part / whole"),
    ("total = 0", "for value in readings:", "    total += max(value, limit)", "print(total / len(readings))"),
    ("before = sorted(cases)", "after = [step(case) for case in before]", "assert len(before) == len(after)"),
)
TABLE = (
    "| case | before | after | change |",
    "| ---- | ------ | ----- | ------ |",
    "| one  | 0.25   | 0.50  | +0.25  |",
    "| two  | 0.40   | 0.40  | none   |",
    "| three | 0.80  | 0.10  | -0.70  |",
)
FOUND = (
    "The second case is worked with figures that the first one has not introduced, and nobody is told where they are from.",
    "Two of the four steps are told in one breath, so the reader has to find out alone which of them changed the result.",
    "The section promises a comparison and ends before the second half of it has been made.",
    "What stands in the table is never taken up again, though the question below depends on it.",
)
IMPACT = (
    "Whoever reads in order stops here, looks above for the figures, and loses the thread of the case.",
    "The answer can be guessed from its form, so a wrong idea of the step goes unnoticed.",
    "It costs half a minute and a doubt whether something was missed.",
)
SUGGESTED = (
    "Work one small case to its end before the general one, with every figure on the page.",
    "Give each step a line of its own, and say after each what has not changed.",
    "Move the comparison up, or leave the promise out.",
)
CHANGED = (
    "A small case of three figures comes first now, and the table repeats them.",
    "The steps stand one below the other, with the figure that each of them changes.",
    "The sentence was cut in two, and the promise went with the part that did not belong.",
)
VERIFIED = (
    "Read in order, the case can be followed with nothing but what stands above it.",
    "All four steps are on the page, each with its figure, and the question can be answered from them.",
    "The words are gone, and nothing else refers to them.",
)
