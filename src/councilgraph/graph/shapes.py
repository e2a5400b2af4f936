"""Writes ontology/shapes.ttl and two rules from data/shapes.yaml, the schema's predicates and the kinds of fact.

Every node shape and property shape has an IRI of its own, so that a report can name what was broken.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from councilgraph import resources, schema
from councilgraph import vocabulary as v

SHAPES: Final = v.DEFAULT_BASE + "shapes#"
_USED: Final = ("cg", "dcterms", "oa", "org", "rdf", "rdfs", "schema", "sh", "skos", "xsd")

_CONSTRAINTS: Final = {
    "min": "sh:minCount {}",
    "max": "sh:maxCount {}",
    "datatype": "sh:datatype {}",
    "class": "sh:class {}",
    "length": "sh:minLength {}",
    "least": "sh:minInclusive {}",
    "most": "sh:maxInclusive {}",
    "below": "sh:lessThan {}",
    "other": "sh:disjoint {}",
}


@cache
def _declared() -> dict[str, dict[str, Any]]:
    content: dict[str, dict[str, Any]] = resources.declared("shapes.yaml")["shapes"]
    return content


def _values(allowed: str | list[str]) -> str:
    if allowed == "predicates":
        return " ".join(f"cg:{name}" for name in schema.load().predicates)
    return " ".join(json.dumps(value) for value in allowed)


def _constraint(key: str, value: Any) -> str:
    if key == "node":
        return "sh:nodeKind sh:IRI"
    if key == "in":
        return f"sh:in ( {_values(value)} )"
    if key == "pattern":
        return f"sh:pattern {json.dumps(value)}"
    return _CONSTRAINTS[key].format(value)


def _property(shape: str, path: str, constraints: dict[str, Any]) -> str:
    name = f"cgs:{shape}-{path.lstrip('^').replace(':', '-')}"
    walked = f"[ sh:inversePath {path[1:]} ]" if path.startswith("^") else path
    parts = [f"{name} sh:path {walked}", *(_constraint(key, value) for key, value in constraints.items())]
    return " ;\n    ".join(parts) + " .\n"


def _shape(shape: str, row: dict[str, Any], target: str) -> str:
    names = [f"cgs:{shape}-{path.lstrip('^').replace(':', '-')}" for path in row["properties"]]
    parts = [f"cgs:{shape} a sh:NodeShape", f"sh:targetClass {target}"]
    if row.get("closed"):
        parts += ["sh:closed true", "sh:ignoredProperties ( rdf:type )"]
    parts.append("sh:property " + ", ".join(names))
    head = " ;\n    ".join(parts) + " .\n"
    return head + "".join(_property(shape, path, constraints) for path, constraints in row["properties"].items())


def _entities(row: dict[str, Any]) -> Iterator[str]:
    """A shape for each entity type; a council belongs to no other, and only groups have a sector.

    A council may have a scope: "the local authority" of a paper that names none is known in that paper alone.
    """
    for type_ in schema.load().types.values():
        properties = dict(row["properties"])
        if type_.name == "Council":
            properties["cg:council"] = {"max": 0}
        if type_.name != "PartnerGroup":
            properties["cg:sector"] = {"max": 0}
        yield _shape(type_.name, {"properties": properties}, f"cg:{type_.name}")


def _predicates() -> Iterator[str]:
    """Two shapes for each predicate: what its subjects and its objects may be."""
    for link in schema.load().predicates.values():
        for end, target, types in (
            ("subject", "targetSubjectsOf", link.subject),
            ("object", "targetObjectsOf", link.object),
        ):
            shape, allowed = f"{link.name}-{end}", " ".join(f"cg:{name}" for name in types)
            head = (
                f"cgs:{shape} a sh:NodeShape ;\n    sh:{target} cg:{link.name} ;\n    sh:property cgs:{shape}-type .\n"
            )
            yield f"{head}cgs:{shape}-type sh:path rdf:type ;\n    sh:minCount 1 ;\n    sh:in ( {allowed} ) .\n"


def _facts() -> Iterator[str]:
    for kind in schema.load().facts.values():
        properties: dict[str, Any] = {
            "cg:statedIn": {"min": 1, "max": 1, "class": "cg:Document"},
            "cg:statedAt": {"min": 1, "max": 1, "class": "oa:SpecificResource"},
            "cg:derived": {"max": 1, "datatype": "xsd:boolean"},
        }
        for field in kind.fields:
            properties[f"cg:{field.property}"] = {"max": 1, "datatype": f"xsd:{field.datatype}"}
        yield _shape(kind.class_name, {"closed": True, "properties": properties}, f"cg:{kind.class_name}")


def turtle() -> str:
    """Return the shapes file."""
    prefixes = "".join(f"@prefix {name}: <{v.PREFIXES[name]}> .\n" for name in _USED)
    blocks: list[str] = []
    for name, row in _declared().items():
        blocks += _entities(row) if row.get("types") == "entities" else [_shape(name, row, row["target"])]
    note = "# Written from data/shapes.yaml, schema.yaml and facts.yaml: python -m councilgraph.graph.ontology\n"
    return note + f"{prefixes}@prefix cgs: <{SHAPES}> .\n\n" + "\n".join([*blocks, *_predicates(), *_facts()])


_RULE: Final = """\
# title: The {end} of an assertion is of a type that its predicate joins
# description: Holds for planned and negated links too. Written by python -m councilgraph.graph.ontology
PREFIX cg: <{cg}>
PREFIX rdf: <{rdf}>
SELECT DISTINCT ?graph ?node ?problem WHERE {{
  GRAPH ?graph {{ ?node rdf:predicate ?predicate ; rdf:{end} ?end }}
  ?end a ?type .
{joined}
  BIND(CONCAT(STRAFTER(STR(?predicate), "#"), " with a ", STRAFTER(STR(?type), "#")) AS ?problem)
}}
"""


def rules() -> dict[str, str]:
    """Return the rules, by file name, that hold assertions of every status to the types that predicates join."""
    links = schema.load().predicates.values()
    found = {}
    for end in ("subject", "object"):
        types = {link.name: ", ".join(f"cg:{type_}" for type_ in getattr(link, end)) for link in links}
        joined = "\n".join(f"  FILTER(?predicate != cg:{name} || ?type NOT IN ({row}))" for name, row in types.items())
        found[f"{end}-type.rq"] = _RULE.format(end=end, joined=joined, cg=v.CG, rdf=v.RDF)
    return found
