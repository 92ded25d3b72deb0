"""In which order does a release go: the steward's folder, the words of the documents, protection, the public folder?"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from talentshed.labor.charts.flow_figures import drawing
from talentshed.labor.disclosure.judging import Progress
from talentshed.labor.flows.publishing.folder import Published, publish
from talentshed.labor.flows.publishing.reading import read_confidential
from talentshed.labor.flows.run import FOLDER
from talentshed.labor.pipeline.flows import read_configuration

PUBLISHABLE = "publishable"
COMMAND = "talentshed flows analyze --config flows.toml --out DIR"


def release_files(
    config: Path,
    out: Path,
    *,
    fonts: Path,
    language: Literal["en", "es"] = "en",
    progress: Progress | None = None,
    _: Callable[[str], str] = str,
) -> Published:
    """Make OUT/publishable of OUT/confidential, in place of that of an earlier run, and return what was written.

    config: the flows.toml of the analysis; fonts: folder of the fonts of pictures and documents. Raises FlowsError,
    DisclosureError or DocumentError in one sentence; an earlier folder stays as it was then.
    """
    said = replace(read_configuration(config, _=_).about, command=COMMAND, date=datetime.now(UTC).date().isoformat())
    tables, asked, about = read_confidential(out / FOLDER, said, _=_)
    draw = drawing(fonts)
    place = out / PUBLISHABLE
    return publish(tables, asked, about, place, draw=draw, fonts=fonts, progress=progress, language=language, _=_)
