"""Comments made in the PDF and in Word come in too, at the words that they were made at."""

import io
import zipfile

import pikepdf
import pypandoc
import pytest
import typst

from mpp_lib.archive.review.importing import import_comments
from mpp_lib.archive.review.word import word_document
from mpp_lib.base.errors import InputError
from mpp_lib.inputs.review.overview import overview
from tests.support.reviewed import FIRST, kept, reviewed_round


@pytest.fixture
def folder(tmp_path):
    return reviewed_round(tmp_path / "rounds")


def pdf(path, *notes):
    """The paragraphs of the page in narrow lines, hyphens and all, with notes: kind, words under it, contents."""
    text = "\n\n".join(FIRST.values())
    rules = '#set page(width: 7cm, height: 10cm)\n#set text(lang: "nl", hyphenate: true)\n#set par(justify: true)'
    source = f"{rules}\n{text}\n"
    import pypdfium2

    content = typst.compile(source.encode(), format="pdf")
    sheet = pypdfium2.PdfDocument(content)[0].get_textpage()
    with pikepdf.open(io.BytesIO(content)) as book:
        made = []
        for number, (kind, words, contents) in enumerate(notes):
            found = sheet.search(words).get_next() if words else None
            boxes = [sheet.get_charbox(found[0] + at) for at in range(found[1])] if found else [(1, 1, 2, 2)]
            quads = [
                edge
                for left, bottom, right, top in boxes
                for edge in (left, top, right, top, left, bottom, right, bottom)
            ]
            left, bottom, right, top = boxes[0]
            note = {
                "/Type": pikepdf.Name("/Annot"),
                "/Subtype": pikepdf.Name(kind),
                "/Rect": [left, bottom, right, top],
                "/Contents": contents,
                "/T": "J. Jansen",
                "/NM": f"n{number}",
                "/M": "D:20240908101500+02'00'",
            }
            if kind != "/Text":
                note["/QuadPoints"] = quads
            made.append(book.make_indirect(pikepdf.Dictionary(note)))
        book.pages[0]["/Annots"] = pikepdf.Array(made)
        book.save(path)
    return path


def test_comments_in_the_pdf(folder, tmp_path):
    """At marked words, at a note in a line, with the kind in front; never with the name of a person."""
    path = pdf(
        tmp_path / "coa.pdf",
        ("/Highlight", "uitstroom", "feitelijke onjuistheid: dit klopt niet"),
        ("/Text", "plaatsen", "Waarom zoveel?"),
        ("/StrikeOut", "vervalt", "blijft"),
        ("/Text", "", "Los van alles."),
        ("/Link", "instroom", "geen opmerking"),
    )
    done = import_comments(folder, [path], by="COA")
    assert done.counts == {"new": 4, "changed": 0, "known": 0, "unconfirmed": 4}
    assert import_comments(folder, [path], by="COA").counts["known"] == 4
    found = {one.comment.place.element: one.comment for one in overview(folder)}
    wrong = found["sec-samenvatting-a2"]
    assert (wrong.kind, wrong.text, wrong.place.quote.exact) == (
        "feitelijke onjuistheid",
        "dit klopt niet",
        "uitstroom",
    )
    assert (found["sec-samenvatting-a1"].kind, found["sec-samenvatting-a1"].text) == ("vraag", "Waarom zoveel?")
    assert (found["sec-samenvatting-a3"].kind, found["sec-samenvatting-a3"].proposal) == ("suggestie", "blijft")
    assert found["Inhoud"].text.startswith("Los van alles. [bladzijde 1")
    assert b"Jansen" not in kept(folder)["concept-1.json"]


def commented(path, document, *changes):
    """The document with comments in it, as Word would keep them."""
    markdown = pypandoc.convert_file(str(document), "markdown", format="docx", extra_args=["--wrap=none"])
    for number, (words, comment) in enumerate(changes):
        date = 'author="J. Jansen" date="2024-09-08T10:15:00Z"'
        start = f'[{comment}]{{.comment-start id="{number}" {date}}}'
        assert words in markdown
        markdown = markdown.replace(words, f'{start}{words}[]{{.comment-end id="{number}"}}')
    pypandoc.convert_text(markdown, "docx", format="markdown", outputfile=str(path))
    return path


def test_comments_in_word(folder, tmp_path):
    """In the document that was made of the version; a question, a kind in front, words that were changed."""
    plain = tmp_path / "versie.docx"
    plain.write_bytes(word_document(folder, ""))
    with zipfile.ZipFile(plain) as archive:
        text = archive.read("word/document.xml").decode()
    assert all(words in text for words in (*FIRST.values(), "67.000"))
    path = commented(
        tmp_path / "coa.docx",
        plain,
        ("de uitstroom achterblijft", "Hoezo?"),
        ("komende jaren", "akkoord"),
        ("in de volgende versie", "feitelijke onjuistheid: niet waar"),
    )
    assert import_comments(folder, [path], by="coa").counts["new"] == 3
    assert import_comments(folder, [path], by="coa").counts["known"] == 3
    found = {one.comment.kind: one.comment for one in overview(folder)}
    assert found["vraag"].place.quote.exact == "de uitstroom achterblijft"
    assert found["akkoord"].place.element == "sec-samenvatting-a1"
    assert found["feitelijke onjuistheid"].text == "niet waar"
    assert b"Jansen" not in kept(folder)["concept-1.json"]


def test_changed_words_in_word_are_a_suggestion(folder, tmp_path):
    """The paragraph as it would be."""
    mark = 'author="x" date="2024-09-08T10:15:00Z"'
    markdown = (
        f"Dit komt doordat de [uit]{{.deletion {mark}}}[door]{{.insertion {mark}}}stroom achterblijft bij de instroom."
    )
    path = tmp_path / "coa.docx"
    pypandoc.convert_text(markdown, "docx", format="markdown", outputfile=str(path))
    import_comments(folder, [path], by="COA")
    (one,) = overview(folder)
    assert one.comment.proposal == "Dit komt doordat de doorstroom achterblijft bij de instroom."
    assert one.comment.place.element == "sec-samenvatting-a2"


def refused(folder, path, by="COA"):
    with pytest.raises(InputError) as error:
        import_comments(folder, [path], by=by)
    assert kept(folder) == {}
    return [problem.problem for problem in error.value.problems]


@pytest.mark.parametrize("name", ["x.pdf", "x.docx"])
def test_what_cannot_be_read_is_refused(folder, tmp_path, name):
    path = tmp_path / name
    path.write_bytes(b"%PDF-1.7 of toch niet")
    assert len(refused(folder, path)) == 1
    path.write_bytes(b"PK\x03\x04" + b"\0" * 100)
    assert len(refused(folder, path)) == 1
    assert "noem de organisatie met --by" in refused(folder, path, by="")[0]


def test_a_document_with_macros_or_that_swells_is_refused(folder, tmp_path):
    path = tmp_path / "x.docx"
    for name, content, problem in [
        ("word/vbaProject.bin", b"", "bevat macro's"),
        ("word/document.xml", b" " * 100_000_001, "uitgepakt te groot"),
    ]:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(name, content)
        assert problem in refused(folder, path)[0]


def test_a_pdf_with_a_password_is_refused(folder, tmp_path):
    path = pdf(tmp_path / "open.pdf", ("/Text", "plaatsen", "?"))
    with pikepdf.open(path) as book:
        book.save(tmp_path / "dicht.pdf", encryption=pikepdf.Encryption(owner="a", user="b"))
    assert "wachtwoord" in refused(folder, tmp_path / "dicht.pdf")[0]
