"""A drawing of matplotlib in as few bytes as it looks the same in: what a page holds dozens of.

Coordinates to a tenth of a point, points that a line passes anyway left out, styles as attributes, and no more groups
and names than something refers to.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from xml.etree import ElementTree as Xml

from mpp_lib.present.drawing.style import FONT

SVG = "http://www.w3.org/2000/svg"
_HREF = "{http://www.w3.org/1999/xlink}href"
_NOTHING = frozenset({"metadata", "style"})
_COMMON = {"stroke-linejoin": "round", "stroke-linecap": "butt", "font-family": f"'{FONT}'"}
"""What holds for every element that does not say otherwise."""
_INITIAL = {"stroke-dashoffset": "0", "text-anchor": "start", "stroke-width": "1"}
_STEP = re.compile(r"([MLCQz])([^MLCQz]*)")
_ZERO = re.compile(r"\b0\.(?=\d)")
_NUMBER = re.compile(r"-?\d+\.\d+")
_UPRIGHT = re.compile(r"rotate\(-?0 [^)]*\)")
_REFERENCE = re.compile(r"url\(#([^)]+)\)")
_PLACES = ("x", "y", "width", "height", "transform")
_PATH = f"{{{SVG}}}path"
_AXIS = "matplotlib.axis_"
_ON_AXIS = ("defs", "path", "use", "g", "text")
"""What an axis is made of, in the order in which it is drawn."""
_SHAPE = re.compile(r"M(-?[\d.]+) ?(-?[\d.]+)([cq][^M]{60,})")
_OFTEN = 4
"""How often a shape has to be drawn to be worth a name."""
_CURVED = re.compile("[CQ]")
_SHARED = re.compile(r"clip-path|fill(-opacity)?|stroke(-\w+)?|font-\w+|text-anchor")
_LEAST = 12
"""Characters that a group takes itself."""
_TENTHS, _HUNDREDTHS = 10, 100
_PASSED = 0.04
"""Points that a line may stand off from where it was."""
Point = tuple[int, int]


def compact(drawing: str) -> str:
    """The ``<svg>`` element that shows the same."""
    root = Xml.fromstring(drawing)
    size = _usual_size(root)
    names = _new_names(root)
    _shorten(root, names, {**_COMMON, **size}, in_defs=False)
    _draw_once(root)
    own = {name: value for name, value in root.attrib.items() if name != "version"}
    root.attrib.clear()
    root.attrib.update({**own, **_COMMON, **size})
    Xml.register_namespace("", SVG)
    return Xml.tostring(root, encoding="unicode").replace(" />", "/>")


def _draw_once(root: Xml.Element) -> None:
    """Every shape that is drawn over and over once, and referred to where it comes."""
    shapes = [path for path in root.iter(_PATH) if "id" not in path.attrib and _SHAPE.fullmatch(path.get("d", ""))]
    often = Counter(_SHAPE.sub(r"\3", path.get("d", "")) for path in shapes)
    named = {
        shape: f"v{place}" for place, shape in enumerate(shape for shape, times in often.items() if times >= _OFTEN)
    }
    for path in shapes:
        found = _SHAPE.fullmatch(path.attrib["d"])
        if found and found[3] in named:
            del path.attrib["d"]
            path.tag = f"{{{SVG}}}use"
            path.attrib.update({"x": found[1], "y": found[2], "href": f"#{named[found[3]]}"})
    if named:
        defs = Xml.SubElement(root, f"{{{SVG}}}defs")
        for shape, name in named.items():
            Xml.SubElement(defs, _PATH, {"id": name, "d": f"M0 0{shape}"})


def _usual_size(root: Xml.Element) -> Mapping[str, str]:
    """The size of most texts."""
    sizes = Counter(_declared(text)["font-size"] for text in root.iter(f"{{{SVG}}}text"))
    return {"font-size": _size(sizes.most_common(1)[0][0])} if sizes else {}


def _size(size: str) -> str:
    return size.removesuffix("px")


def _declared(element: Xml.Element) -> dict[str, str]:
    pairs = (part.partition(":") for part in element.get("style", "").split(";") if part.strip())
    return {name.strip(): value.strip() for name, _, value in pairs}


def _new_names(root: Xml.Element) -> dict[str, str]:
    """Name → a shorter one, of what is referred to."""
    used: dict[str, str] = {}
    numbers = count(1)
    for element in root.iter():
        texts = " ".join([*element.attrib.values()])
        found = [*_REFERENCE.findall(texts), element.get(_HREF, "#")[1:]]
        for name in filter(None, found):
            if name not in used:
                used[name] = f"n{next(numbers)}"
    return used


def _shorten(
    parent: Xml.Element, names: Mapping[str, str], inherited: Mapping[str, str], *, in_defs: bool, is_axis: bool = False
) -> None:
    """Shorten all that stands in an element; the words of an axis stand after all its lines."""
    kept: list[Xml.Element] = []
    for element in parent:
        kind = element.tag.rpartition("}")[2]
        if kind in _NOTHING:
            continue
        inside, axis = in_defs or kind == "defs", element.get("id", "").startswith(_AXIS)
        _set_attributes(element, names, inherited, in_defs=inside)
        _shorten(element, names, inherited, in_defs=inside, is_axis=axis)
        element.tail = None
        if kind == "g" and not element.attrib:
            kept += element
        elif len(element) or kind not in ("g", "defs"):
            kept.append(element)
    if parent.tag != f"{{{SVG}}}text":
        parent.text = None
    if is_axis:
        kept.sort(
            key=lambda element: (element.tag != f"{{{SVG}}}defs", element.tag.rpartition("}")[2] == "text", element.tag)
        )
    parent[:] = list(_grouped(list(_joined(kept))))


def _set_attributes(
    element: Xml.Element, names: Mapping[str, str], inherited: Mapping[str, str], *, in_defs: bool
) -> None:
    given = dict(element.attrib)
    style = _declared(element)
    given.pop("style", None)
    if "font-size" in style:
        style["font-size"] = _size(style["font-size"])
    name = names.get(given.pop("id", ""))
    target = given.pop(_HREF, "")
    if "d" in given:
        given["d"] = _path(given["d"], _HUNDREDTHS if in_defs else _TENTHS)
    if _UPRIGHT.fullmatch(given.get("transform", "")):
        del given["transform"]
    for place in _PLACES:
        if place in given:
            given[place] = _NUMBER.sub(_rounded, given[place])
    style = {key: _ZERO.sub(".", value) for key, value in style.items()}
    said = {key: value for key, value in style.items() if {**inherited, **_INITIAL}.get(key) != value}
    element.attrib.clear()
    element.attrib.update(
        {key: _REFERENCE.sub(lambda found: f"url(#{names[found[1]]})", value) for key, value in (given | said).items()}
    )
    if name:
        element.set("id", name)
    if target:
        element.set("href", f"#{names[target[1:]]}")


def _rounded(number: re.Match[str]) -> str:
    return _written(round(float(number[0]) * _TENTHS), _TENTHS)


def _joined(elements: Sequence[Xml.Element]) -> Iterator[Xml.Element]:
    """The elements, lines after each other that look the same as one."""
    before: Xml.Element | None = None
    for element in elements:
        if before is not None and _alike(before, element):
            before.set("d", before.get("d", "") + element.get("d", ""))
            continue
        yield element
        before = element


def _alike(one: Xml.Element, other: Xml.Element) -> bool:
    """Whether both are lines without filling that let nothing shine through, of the same looks."""
    looks = [{key: value for key, value in each.attrib.items() if key != "d"} for each in (one, other)]
    line = one.get("fill") == "none" and "d" in one.attrib and "id" not in one.attrib
    return line and looks[0] == looks[1] and not any("opacity" in key for key in looks[0])


def _grouped(elements: Sequence[Xml.Element]) -> Iterator[Xml.Element]:
    """The elements, those after each other that share much of their looks in a group that has it."""
    place = 0
    while place < len(elements):
        size, shared = _run(elements[place:])
        members = elements[place : place + size]
        place += size
        if (size - 1) * _length(shared) <= _LEAST:
            yield from members
            continue
        group = Xml.Element(f"{{{SVG}}}g", shared)
        for member in members:
            for name in shared:
                del member.attrib[name]
            group.append(member)
        yield group


def _run(elements: Sequence[Xml.Element]) -> tuple[int, dict[str, str]]:
    """How many elements from the first on are best together, and what they share."""
    size, shared = 1, _looks(elements[0])
    for element in elements[1:]:
        looks = _looks(element)
        both = {name: value for name, value in shared.items() if looks.get(name) == value}
        if size * _length(both) < (size - 1) * _length(shared) or not both:
            break
        size, shared = size + 1, both
    return size, shared


def _looks(element: Xml.Element) -> dict[str, str]:
    """The attributes that say the same of a group; none of what may be referred to or holds others."""
    if "id" in element.attrib or len(element):
        return {}
    return {name: value for name, value in element.attrib.items() if _SHARED.fullmatch(name)}


def _length(attributes: Mapping[str, str]) -> int:
    return sum(len(name) + len(value) + 4 for name, value in attributes.items())


def _path(drawn: str, per_point: int) -> str:
    """The same way in relative steps."""
    here = start = (0, 0)
    steps: list[tuple[str, tuple[int, ...]]] = []
    off = _off_tenths(drawn, per_point)
    for command, run in _runs(drawn):
        points = [(round(x * per_point - off[0]), round(y * per_point - off[1])) for x, y in run]
        if command == "z":
            steps.append(("z", ()))
            here = start
        elif command == "M":
            here = start = points[0]
            steps.append(("M", here))
        elif command == "L":
            for point in points:
                if point != here:
                    steps.append(("l", _apart(here, point)))
                here = point
        else:
            steps.append((command.lower(), tuple(part for point in points for part in _apart(here, point))))
            here = points[-1]
    return _spelled(steps, per_point)


def _off_tenths(drawn: str, per_point: int) -> tuple[float, float]:
    """How far a curved shape is moved to begin at a tenth, so that it is drawn the same wherever it stands."""
    if not _CURVED.search(drawn):
        return 0.0, 0.0
    x, y = (float(number) * per_point for number in _STEP.findall(drawn)[0][1].split())
    return x - round(x), y - round(y)


def _apart(here: Point, there: Point) -> Point:
    return there[0] - here[0], there[1] - here[1]


def _runs(drawn: str) -> Iterator[tuple[str, list[tuple[float, float]]]]:
    """Every command with its points; straight lines after each other together, without what they pass anyway."""
    line: list[tuple[float, float]] = []
    for command, numbers in _STEP.findall(drawn):
        values = [*map(float, numbers.split())]
        points = list(zip(values[::2], values[1::2], strict=True))
        if command == "L":
            line += points
            continue
        if len(line) > 1:
            yield "L", _passing(line)[1:]
        yield command, points
        line = points[-1:]
    if len(line) > 1:
        yield "L", _passing(line)[1:]


def _passing(line: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The points from which the line would otherwise stand off (Douglas and Peucker)."""
    kept, spans = {0, len(line) - 1}, [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        (x, y), (to_x, to_y) = line[first], line[last]
        across, up = to_x - x, to_y - y
        length = (across * across + up * up) ** 0.5
        furthest, place = 0.0, 0
        for between in range(first + 1, last):
            right, high = line[between][0] - x, line[between][1] - y
            along = (right * across + high * up) / length if length else -1.0
            beyond = along < 0 or along > length
            nearest = min(abs(right) + abs(high), abs(right - across) + abs(high - up))
            away = nearest if beyond else abs(right * up - high * across) / length
            if away > furthest:
                furthest, place = away, between
        if furthest > _PASSED:
            kept.add(place)
            spans += [(first, place), (place, last)]
    return [line[place] for place in sorted(kept)]


def _spelled(steps: Sequence[tuple[str, tuple[int, ...]]], per_point: int) -> str:
    text, last = "", ""
    for command, numbers in steps:
        if command == "l" and not numbers[0]:
            command, numbers = "v", numbers[1:]
        elif command == "l" and not numbers[1]:
            command, numbers = "h", numbers[:1]
        written = [_written(number, per_point) for number in numbers]
        apart = command != last or command in "Mz"
        for place, number in enumerate(written):
            before = (command if apart else text[-24:]) if not place else written[place - 1]
            glued = number.startswith("-") or (apart and not place) or (number.startswith(".") and "." in _end(before))
            written[place] = number if glued else f" {number}"
            if not place and apart:
                written[0] = command + written[0]
        text += "".join(written) if written else command
        last = command
    return text


def _end(text: str) -> str:
    """The number with which a text ends."""
    return re.split(r"[ a-zA-Z-]", text)[-1]


def _written(number: int, per_point: int) -> str:
    """A number of tenths or hundredths, without zeros that say nothing."""
    text = f"{abs(number) / per_point:g}"
    return ("-" if number < 0 else "") + (text[1:] if text.startswith("0.") else text)
