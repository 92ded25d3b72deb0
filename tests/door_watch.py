"""Who touches what people answered in confidence? A walk through the code, for the architecture test of the doors.

Looked for anywhere: a query of a confidential model, by its manager or over a relation. In modules that face readers
(views, forms, reports, API, exports, template tags, templates): any use of such a model but for its lists of choices,
and any naming of its confidential fields.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

FACES_READERS = re.compile(
    r"(^|/)(views|forms|reports|templatetags|documents)(/|\.py$)|(^|/)(api|export|feeds?)\w*\.py$"
)
QUERYING = frozenset(
    {
        *("all", "filter", "exclude", "get", "first", "last", "values", "values_list", "order_by", "only", "defer"),
        *("count", "exists", "aggregate", "annotate", "iterator", "select_related", "prefetch_related", "in_bulk"),
        *("create", "get_or_create", "update_or_create", "bulk_create", "update", "delete", "latest", "earliest"),
        *("distinct", "reverse"),
    }
)
_MANAGERS = frozenset({"objects", "_default_manager", "_base_manager"})


@dataclass(frozen=True)
class Confidential:
    """A model with fields that only listed modules may read."""

    label: str
    """For example partnerships.HeldIssue."""
    fields: tuple[str, ...]
    relations: tuple[str, ...] = ()
    """Names by which other models reach it."""
    shared_relations: tuple[str, ...] = ()
    """Those of them by which other models reach something else: they count in its own capability only."""
    fields_only: bool = False
    """Whether the record itself is open, and only these fields are not."""

    @property
    def name(self) -> str:
        """Name of the class."""
        return self.label.rpartition(".")[2]

    @property
    def capability(self) -> str:
        """Folder in which it lives."""
        return self.label.partition(".")[0]

    @cached_property
    def usual_names(self) -> frozenset[str]:
        """Names of what holds one: held_issue, issue, or the relation of one to one."""
        words = re.findall(r"[A-Z][a-z]+", self.name)
        own = (each for each in self.relations if each not in self.shared_relations)
        return frozenset({"_".join(words).lower(), words[-1].lower(), *own})

    @cached_property
    def telltale(self) -> re.Pattern[str]:
        """What a text must contain to touch it at all."""
        return re.compile(
            rf"\b({'|'.join((self.name, *self.relations, *self.fields))})(\b|__)|__({'|'.join(self.fields)})"
        )


@dataclass(frozen=True)
class Use:
    """One place where a confidential model is touched."""

    module: str
    line: int
    label: str
    what: str
    """query, model, or the field that is named."""

    def __str__(self) -> str:
        return f"{self.module}:{self.line} {self.label}: {self.what}"


def uses_in(root: Path, models: Iterable[Confidential]) -> list[Use]:
    """Return every use below a folder; migrations and the models' own modules are left out."""
    known = tuple(models)
    found: list[Use] = []
    for path in sorted(root.rglob("*.py")):
        module = path.relative_to(root).as_posix()
        if "/migrations/" in f"/{module}" or re.search(r"(^|/)models(/|\.py$)", module):
            continue
        text = path.read_text(encoding="utf-8")
        if likely := [each for each in known if each.telltale.search(text)]:
            found += _in_code(module, ast.parse(text), likely)
    for path in sorted(root.rglob("*.html")):
        found += _in_template(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8"), known)
    return found


def _in_code(module: str, tree: ast.Module, models: Iterable[Confidential]) -> Iterator[Use]:
    plain = _without_annotations(tree)
    parents = {id(child): node for node in plain for child in ast.iter_child_nodes(node)}
    aliases = _modules_of_models(tree)
    for model in models:
        yield from _uses(module, tree, model, plain, parents, aliases)


def _uses(
    module: str,
    tree: ast.Module,
    model: Confidential,
    plain: list[ast.AST],
    parents: dict[int, ast.AST],
    aliases: frozenset[str],
) -> Iterator[Use]:
    names = _names_of(tree, model)
    relations = _relations_in(module, model)
    faces = bool(FACES_READERS.search(module))
    for node in plain:
        line = getattr(node, "lineno", 0)
        parent = parents.get(id(node))
        if model.fields_only:
            pass
        elif _is_model(node, names, aliases, model):
            attribute = parent.attr if isinstance(parent, ast.Attribute) else ""
            if attribute in _MANAGERS:
                yield Use(module, line, model.label, "query")
            elif faces and not attribute[:1].isupper():
                yield Use(module, line, model.label, "model")
        elif _asks_registry(node, model) or _asks_relation(node, parents, relations):
            yield Use(module, line, model.label, "query")
        field = _looked_up(node, model) or (_named_field(node, model) if faces else "")
        if field:
            yield Use(module, line, model.label, field)


def _names_of(tree: ast.Module, model: Confidential) -> frozenset[str]:
    """Return under which names the module knows the class: imported from models, whatever it is called here."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and re.search(rf"\b{model.capability}\.models\b", node.module or ""):
            found |= {each.asname or each.name for each in node.names if each.name == model.name}
    return frozenset(found)


def _modules_of_models(tree: ast.Module) -> frozenset[str]:
    """Return names of whole modules of models: models in `from talentshed.web.partnerships import models`."""
    found = {"models"}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom | ast.Import):
            found |= {each.asname for each in node.names if each.asname and each.name.endswith("models")}
    return frozenset(found)


def _without_annotations(tree: ast.Module) -> list[ast.AST]:
    """Return all nodes but type annotations: to name a class there reads nothing."""
    found: list[ast.AST] = []

    def walk(node: ast.AST) -> None:
        found.append(node)
        for name, value in ast.iter_fields(node):
            if name in ("annotation", "returns") or isinstance(node, ast.ImportFrom | ast.Import):
                continue
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    walk(child)

    walk(tree)
    return found


def _is_model(node: ast.AST, names: frozenset[str], aliases: frozenset[str], model: Confidential) -> bool:
    if isinstance(node, ast.Name):
        return node.id in names
    return (
        isinstance(node, ast.Attribute)
        and node.attr == model.name
        and isinstance(node.value, ast.Name | ast.Attribute)
        and (node.value.id if isinstance(node.value, ast.Name) else node.value.attr) in aliases
    )


def _asks_registry(node: ast.AST, model: Confidential) -> bool:
    if not (isinstance(node, ast.Call) and ast.unparse(node.func).endswith("get_model")):
        return False
    said = [each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
    return ".".join(said).lower() == model.label.lower()


def _relations_in(module: str, model: Confidential) -> frozenset[str]:
    is_own = module.startswith(f"{model.capability}/")
    return frozenset(each for each in model.relations if is_own or each not in model.shared_relations)


def _asks_relation(node: ast.AST, parents: dict[int, ast.AST], relations: frozenset[str]) -> bool:
    """Whether rows are asked over a relation; get, values and count of lists and mappings take other arguments."""
    parent = parents.get(id(node))
    if not (isinstance(node, ast.Attribute) and node.attr in relations and isinstance(parent, ast.Attribute)):
        return False
    call = parents.get(id(parent))
    if parent.attr in ("get", "count", "update") and isinstance(call, ast.Call):
        return not call.args
    if parent.attr == "values" and isinstance(call, ast.Call):
        return bool(call.args)
    return parent.attr in QUERYING


def _looked_up(node: ast.AST, model: Confidential) -> str:
    """Return the confidential field that a lookup over a relation names, such as lines__dots; else nothing."""
    words = (
        node.value
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        else node.arg
        if isinstance(node, ast.keyword) and node.arg
        else ""
    )
    steps = words.lstrip("-").split("__")
    for relation, field in pairwise(steps):
        if relation in model.relations and field in model.fields:
            return field
    return ""


def _named_field(node: ast.AST, model: Confidential) -> str:
    """Return the confidential field that is read of a variable named for the model, or by getattr; else nothing."""
    if isinstance(node, ast.Attribute) and node.attr in model.fields and _last(node.value) in model.usual_names:
        return node.attr
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "getattr" and node.args[1:]:
        said = node.args[1]
        if isinstance(said, ast.Constant) and said.value in model.fields and _last(node.args[0]) in model.usual_names:
            return str(said.value)
    return ""


def _last(node: ast.AST) -> str:
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""


def _in_template(module: str, text: str, models: Iterable[Confidential]) -> Iterator[Use]:
    for model in models:
        if not module.startswith(f"{model.capability}/") and not _has_no_capability(module):
            continue
        for name in sorted(model.usual_names):
            for field in model.fields:
                for hit in re.finditer(rf"{{[{{%][^}}]*?(?<![\w.]){name}\.{field}\b", text):
                    yield Use(module, text.count("\n", 0, hit.start()) + 1, model.label, field)


def _has_no_capability(module: str) -> bool:
    return "/" not in module


FLOWS, DISCLOSURE = "talentshed.labor.flows", "talentshed.labor.disclosure"
WITHOUT_RECORDS = (f"{FLOWS}.back_mapping", f"{FLOWS}.what_if")
"""Modules of the flows that read no wage record: firms' own lists, and plain arithmetic. Pages may import these."""
WITHOUT_RESULTS = tuple(f"{FLOWS}.{name}" for name in ("simulation.", "problem", "template"))
"""Modules that invent records, name mistakes and hold a template. The command may import these; what an analysis found
it gets from the pipeline, as files: the steward's folder, and the one that went through the disclosure."""


def imports_of(path: Path) -> set[str]:
    """Return the modules that a file imports, in functions too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module, *(f"{node.module}.{each.name}" for each in node.names)}
    return found


def reaches_flows(root: Path) -> list[str]:
    """Return modules of the web that import the analysis of wage records, and others that do without the disclosure.

    `WITHOUT_RESULTS` are no analysis to the command; to pages they are.

    root: the package's folder. The analysis itself, and the engine that prepares its input, are left out.
    """
    found = []
    for path in sorted(root.rglob("*.py")):
        module = path.relative_to(root).as_posix()
        if module.startswith("labor/"):
            continue
        named = imports_of(path)
        is_page = module.startswith("web/")
        if not any(_reaches(each) for each in named if is_page or not each.startswith(WITHOUT_RESULTS)):
            continue
        if is_page or not any(each.startswith(DISCLOSURE) for each in named):
            found.append(module)
    return found


def _reaches(named: str) -> bool:
    is_flows = named == FLOWS or named.startswith(f"{FLOWS}.")
    return is_flows and not any(named == each or named.startswith(f"{each}.") for each in WITHOUT_RECORDS)
