"""Can the record of releases be changed unseen?"""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentshed.labor.disclosure.ledger import LedgerError, appended, as_lines, check_chain, from_lines

PASSED = {"audit": {"passed": True}, "tables": [{"digest": "abc"}]}


def ledger_of(*names):
    ledger = ()
    for day, name in enumerate(names, 1):
        ledger = appended(ledger, release=name, date=f"2026-03-{day:02d}", certificate=PASSED, approver="Ana")
    return ledger


def test_a_release_is_added_at_the_end_and_nothing_before_it_changes():
    first, second = ledger_of("r1"), ledger_of("r1", "r2")
    assert second[:1] == first
    assert second[1].previous == first[0].digest


@given(
    st.sampled_from(["date", "period", "audience", "certificate", "approver", "supersedes", "release"]),
    st.integers(0, 2),
)
def test_whoever_changes_an_entry_breaks_the_chain(field, place):
    ledger = list(ledger_of("r1", "r2", "r3"))
    ledger[place] = replace(ledger[place], **{field: "changed"})
    with pytest.raises(LedgerError, match="broken"):
        check_chain(ledger)


@pytest.mark.parametrize("kept", [(1, 2), (0, 2), (1, 0, 2)])
def test_an_entry_taken_out_or_moved_breaks_the_chain(kept):
    ledger = ledger_of("r1", "r2", "r3")
    with pytest.raises(LedgerError, match="taken out, put in or moved"):
        check_chain([ledger[place] for place in kept])


def test_the_ledger_is_written_and_read_line_by_line():
    ledger = appended(ledger_of("r1"), release="r2", date="2026-04-01", certificate=PASSED, linked=("r1",))
    assert from_lines(as_lines(ledger)) == ledger
    with pytest.raises(LedgerError, match="can't be read"):
        from_lines("{")
    with pytest.raises(LedgerError, match="broken"):
        from_lines(as_lines(ledger).replace("Ana", "Eve"))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"certificate": {"audit": {"passed": False}}}, "no audit that passed"),
        ({"certificate": {}}, "no audit that passed"),
        ({"release": "r1"}, "stands in the ledger already"),
        ({"supersedes": "r0"}, "refers to r0"),
        ({"linked": ("r9",)}, "refers to r9"),
        ({"date": "2026-02-01"}, "before the last entry"),
    ],
)
def test_an_entry_that_does_not_fit_is_refused(changes, message):
    with pytest.raises(LedgerError, match=message):
        appended(ledger_of("r1"), **{"release": "r2", "date": "2026-03-02", "certificate": PASSED, **changes})
