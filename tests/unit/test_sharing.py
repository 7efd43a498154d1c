"""How pages are shared out between processes."""

from __future__ import annotations

import pytest

from macros import sharing

PAGES = [f"defis/{number:02}.md" for number in range(1, 41)]


@pytest.mark.parametrize("count", [1, 2, 3, 8])
def test_each_page_is_of_one_process_and_the_first_has_the_least(count: int) -> None:
    found = sharing.shares(PAGES, count)
    assert len(found) == count
    assert sorted(page for share in found for page in share) == PAGES
    assert PAGES[0] in found[0]
    assert all(len(found[0]) <= len(share) for share in found)
    others = [len(share) for share in found[1:]]
    assert not others or max(others) - min(others) <= 1


def test_more_processes_than_pages_leave_some_without_any() -> None:
    assert [len(share) for share in sharing.shares(PAGES[:2], 4)] == [1, 1, 0, 0]
