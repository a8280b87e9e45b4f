"""Merging, for any comments there can be: whatever the order, however often, in whatever parts."""

import string

from hypothesis import given
from hypothesis import strategies as st

from mpp_lib.inputs.review.comment import HASHED, Comment, token_checksum
from mpp_lib.inputs.review.store import files_for, merged

TOKEN = token_checksum("kenmerk")
INVITATIONS = frozenset([("coa", "concept-1", TOKEN)])
IDS = [f"urn:uuid:{number}" for number in range(4)]


@st.composite
def comments(draw):
    """A comment, or an answer to one; of few ids and moments, so that they meet."""
    name, moment, text = draw(st.sampled_from(IDS)), draw(st.sampled_from("123")), draw(st.sampled_from("ab"))
    above = draw(st.sampled_from(["", *IDS]))
    token = draw(st.sampled_from(["", f"{HASHED}{TOKEN}", f"{HASHED}0"]))
    version = "" if above else draw(st.sampled_from(["concept-1", "concept-2"]))
    said = {"id": name, "modified": moment, "text": text, "to": above, "token": token, "version": version}
    return Comment(
        name,
        "0",
        moment,
        "COA",
        "",
        "vraag",
        text,
        "",
        "R",
        version,
        "",
        replies_to=above,
        token=token,
        annotation=said,
    )


def kept(found):
    return {file: [one.content for one in items] for file, items in files_for(found).items()}


@given(st.lists(comments(), max_size=8), st.randoms(), st.integers(0, 8))
def test_the_order_and_the_parts_do_not_matter(brought, chance, at):
    """One import of all, one by one in another order, or two stores made apart: the same files."""
    whole = kept(merged(brought, (), INVITATIONS))
    shuffled = chance.sample(brought, len(brought))
    step = []
    for one in [*shuffled, *shuffled[:at]]:
        step = merged(step, [one], INVITATIONS)
    apart = merged(merged(brought[:at], (), INVITATIONS), merged(brought[at:], (), INVITATIONS), INVITATIONS)
    assert kept(step) == whole
    assert kept(apart) == whole


@given(st.lists(comments(), max_size=8))
def test_no_id_is_lost_or_doubled(brought):
    """And of each it is one that was brought: confirmed before not, and then the latest."""
    found = merged(brought, (), INVITATIONS)
    assert sorted(one.id for one in found) == sorted({one.id for one in brought})
    stored = [content for items in kept(found).values() for content in items]
    assert sorted(stored) == sorted(one.content for one in found)
    for one in found:
        same = [other for other in brought if other.id == one.id]
        sure = [other for other in same if other.token == f"{HASHED}{TOKEN}" and other.version in ("", "concept-1")]
        assert one.modified == max(other.modified for other in sure or same)


def test_the_signs_of_json_are_kept_as_they_are():
    one = Comment("urn:uuid:1", "0", "1", "COA", "", "vraag", "é", "", annotation={"b": "é", "a": string.punctuation})
    assert one.content.splitlines()[1].startswith(' "a"')
    assert '"é"' in one.content
