"""How does a document leave as a PDF that a screen reader can read aloud, the same bytes for the same words?"""

from pathlib import Path

from django.utils.translation import gettext as _

FONTS = Path(__file__).parent / "fonts"


class TypesetError(Exception):
    """A PDF that can't be made; the message says what is wrong."""


def typeset(template: Path, data: str, *, fonts: Path = FONTS) -> bytes:
    """Return what a Typst template makes of its data (JSON text, `sys.inputs.data`) as a tagged PDF (PDF/UA-1).

    fonts: the folder with the only fonts that are used.

    Raises:
        TypesetError: the template or a picture can't be set, or a font file is missing.
    """
    import typst

    try:
        made, warnings = typst.compile_with_warnings(
            str(template),
            font_paths=[str(fonts)],
            ignore_system_fonts=True,
            sys_inputs={"data": data},
            pdf_standards=["ua-1"],
        )
    except typst.TypstError as error:
        raise TypesetError(_("The PDF can't be made: {reason}").format(reason=error)) from error
    if missing := [str(warning) for warning in warnings if "font" in str(warning)]:
        raise TypesetError(_("The PDF can't be made, a font file is missing: {reason}").format(reason=missing[0]))
    result: bytes = made
    return result
