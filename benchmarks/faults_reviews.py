"""Plantings for the REV rules: reviews that say what cannot be, or no longer say what must be."""

from benchmarks.faults import Site, Spot, fault


@fault("REV002", "an open finding is about a section that is gone")
def lost_finding(site: Site) -> Spot:
    first, second = site.rounds
    finding = first.data["findings"].pop()
    del first.data["fixes"][2], second.data["verification"][2]
    finding["location"][0]["section"] = "explored-twice"
    second.data["findings"] = [finding]
    return Spot(second, ("findings", 0, "location", 0, "section"))


@fault("REV003", "a fix that nobody verified")
def unverified_fix(site: Site) -> Spot:
    first, second = site.rounds
    del second.data["verification"][2]
    return Spot(first, ("fixes", 2))


@fault("REV005", "a built lesson whose last round is not closed")
def no_pass(site: Site) -> Spot:
    del site.rounds[1].data["verdict"], site.rounds[1].data["rationale"]
    return site.in_plan("status")


@fault("REV007", "a critical finding is declined")
def declined_critical(site: Site) -> Spot:
    first, second = site.rounds
    fix = first.data["fixes"][0]
    fix["status"] = "declined"
    fix["reason"] = fix.pop("change")
    del second.data["verification"][0]
    return Spot(first, ("fixes", 0))
