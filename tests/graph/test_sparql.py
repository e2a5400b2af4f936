"""Parameters are bound as terms, wherever that means the same; what is unsafe is refused."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Store

from councilgraph import vocabulary as v
from councilgraph.errors import QueryError
from councilgraph.graph import sources, sparql

X = "VALUES ?x { <urn:x> }"


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("SELECT * WHERE { ?x ?p ?o }", f"SELECT * WHERE {{ {X} ?x ?p ?o }}"),
        ("SELECT * { ?x ?p ?o }", f"SELECT * {{ {X} ?x ?p ?o }}"),
        ("select * where{?x ?p ?o}", f"select * where{{ {X}?x ?p ?o}}"),
        ("CONSTRUCT { ?x a ?o } WHERE { ?x ?p ?o }", f"CONSTRUCT {{ ?x a ?o }} WHERE {{ {X} ?x ?p ?o }}"),
        ("CONSTRUCT { ?x a ?o } { ?x ?p ?o }", f"CONSTRUCT {{ ?x a ?o }} {{ {X} ?x ?p ?o }}"),
        ("# {\nASK { ?x ?p '{' }", f"# {{\nASK {{ {X} ?x ?p '{{' }}"),
        # in each branch that uses it
        (
            "ASK { { ?x a ?o } UNION { ?s a ?o } UNION { ?o a ?x } }",
            f"ASK {{ {X} {{ {X} ?x a ?o }} UNION {{ ?s a ?o }} UNION {{ {X} ?o a ?x }} }}",
        ),
        (
            "ASK { FILTER NOT EXISTS { { ?x a ?o } UNION { ?s a ?o } } }",
            f"ASK {{ {X} FILTER NOT EXISTS {{ {{ {X} ?x a ?o }} UNION {{ ?s a ?o }} }} }}",
        ),
        # not where the branch gives the variable its value, nor where the name is that of a query within
        (
            "ASK { { ?x a ?o } UNION { ?s a ?o BIND(1 AS ?x) } }",
            f"ASK {{ {X} {{ {X} ?x a ?o }} UNION {{ ?s a ?o BIND(1 AS ?x) }} }}",
        ),
        (
            "ASK { ?x a ?o { SELECT ?o WHERE { { ?x a ?o } UNION { ?o a ?x } } } }",
            f"ASK {{ {X} ?x a ?o {{ SELECT ?o WHERE {{ {{ ?x a ?o }} UNION {{ ?o a ?x }} }} }} }}",
        ),
        # in a query within that gives it, unless that takes some of its rows only
        (
            "ASK { ?s a ?x MINUS { SELECT DISTINCT ?x ?o WHERE { ?o ?p ?x } } }",
            f"ASK {{ {X} ?s a ?x MINUS {{ SELECT DISTINCT ?x ?o WHERE {{ {X} ?o ?p ?x }} }} }}",
        ),
        (
            "ASK { { SELECT ?o (SAMPLE(?x) AS ?s) { ?o a ?x } GROUP BY ?o } ?s a ?x }",
            f"ASK {{ {X} {{ SELECT ?o (SAMPLE(?x) AS ?s) {{ ?o a ?x }} GROUP BY ?o }} ?s a ?x }}",
        ),
        (
            "ASK { { SELECT ?x { ?o a ?x } LIMIT 1 } ?s a ?x }",
            f"ASK {{ {X} {{ SELECT ?x {{ ?o a ?x }} LIMIT 1 }} ?s a ?x }}",
        ),
        ("ASK { OPTIONAL { ?x a ?o } }", f"ASK {{ {X} OPTIONAL {{ ?x a ?o }} }}"),
    ],
)
def test_where_a_parameter_is_bound(text: str, bound: str) -> None:
    assert sparql.bind(text, {"x": NamedNode("urn:x")}) == bound


CG, RDFS = f"PREFIX cg: <{v.CG}> ", f"PREFIX rdfs: <{v.RDFS}> "


@pytest.mark.parametrize(
    ("text", "added"),
    [
        ("ASK { ?x a cg:Board }", CG),
        ("ASK { ?x cg:partnerOf/rdfs:label ?y }", CG + RDFS),
        (f"{RDFS}ASK {{ ?x cg:partnerOf/rdfs:label ?y }}", CG),
        ('ASK { ?x ?p "1"^^xsd:integer }', f"PREFIX xsd: <{v.XSD}> "),
        # a name that the query declares is its own, whatever it means
        ("prefix cg: <urn:mine#> ASK { ?x a cg:Board }", ""),
        ("ASK { ?x ?p ?y.cg:Board a ?z FILTER(?y = 1 -xsd:integer(?z)) }", f"{CG}PREFIX xsd: <{v.XSD}> "),
        # these are no names of terms
        ("ASK { _:cg a ?x }", ""),
        ("# cg:Board\nASK { ?x ?p 'rdfs:label' . ?x a <cg:Board> }", ""),
    ],
)
def test_prefixes_that_a_query_does_not_declare(text: str, added: str) -> None:
    assert sparql.declare(text) == added + text


def test_the_place_of_an_error_is_that_in_the_query_as_written() -> None:
    with pytest.raises(QueryError, match="error at 1:23"):
        sources.Embedded(Store()).ask("ASK { ?x a cg:Board }}")


@pytest.mark.parametrize("value", ['"', "\\", "} UNION { ?s ?p ?o", "'''", "a\nb\r", "é’", '" } ; DROP ALL #'])
def test_no_text_of_a_user_leaves_its_term(value: str) -> None:
    bound = sparql.bind("ASK { ?x ?p ?o }", {"o": Literal(value)})
    assert "\n" not in bound
    assert sparql.form(bound) == "ASK"
    assert [token.lastgroup for token in sparql._tokens(bound)].count("string") == 1


def test_a_parameter_that_the_query_lacks() -> None:
    with pytest.raises(QueryError, match=r"no variable \?y; it has o, p, x"):
        sparql.bind("ASK { ?x ?p ?o }", {"y": NamedNode("urn:y")})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", "SERVICE"),
        ("PREFIX a: <urn:a> SELECT * { service silent ?x { ?s ?p ?o } }", "SERVICE"),
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", "INSERT"),
        ("DELETE WHERE { ?s ?p ?o }", "DELETE"),
        ("WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "WITH"),
        ("DROP ALL", "DROP"),
        ("clear default", "CLEAR"),
        ("LOAD <http://example.org/>", "LOAD"),
        ("?s ?p ?o", "no SELECT"),
        ("ASK { ?x a foo:Board }", "does not say what foo: stands for; known without PREFIX are cg, cpsv, dcterms"),
        ("ASK { ?x a :Board }", "does not say what : stands for"),
        ("", "no SELECT"),
        ("# SELECT", "no SELECT"),
    ],
)
def test_what_is_refused(text: str, said: str) -> None:
    with pytest.raises(QueryError, match=said):
        sparql.form(text)


@pytest.mark.parametrize(
    "text", ["SELECT * { ?service ?delete 'INSERT' }", "ASK { <urn:LOAD> a ?drop } # CLEAR", "DESCRIBE <urn:SERVICE>"]
)
def test_words_that_are_no_commands_pass(text: str) -> None:
    assert sparql.form(text) == text.partition(" ")[0]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("SELECT * { ?s ?p ?o }", []),
        ("SELECT * { ?s ?p ?o } ORDER BY ?s ?p", [("s", False), ("p", False)]),
        ("SELECT * { ?s ?p ?o } order by desc( ?s )?p LIMIT 5 OFFSET 2", [("s", True), ("p", False)]),
        ("SELECT * { ?s ?p ?o } GROUP BY ?s ORDER BY ASC(?s)", [("s", False)]),
        ("SELECT * { ?s ?p ?o } ORDER BY LCASE(?s)", None),
        ("SELECT * { ?s ?p ?o } ORDER BY ?s (?a + ?b)", None),
        ("SELECT * { { SELECT ?s { ?s ?p ?o } ORDER BY ?s LIMIT 1 } }", []),
    ],
)
def test_the_order_that_a_query_asks_for(text: str, keys: list[tuple[str, bool]] | None) -> None:
    assert sparql.order(text) == keys


@pytest.mark.parametrize(
    ("term", "value"),
    [
        ('"1000.00"^^xsd:decimal', 1000),
        ('"0.9550"^^xsd:decimal', 0.955),
        ('"7"^^xsd:integer', 7),
        ('"1.5e2"^^xsd:double', 150.0),
        ('"1"^^xsd:boolean', True),
        ('"2024-11-05"^^xsd:date', "2024-11-05"),
        ('"many"^^xsd:decimal', "many"),
        ('"many"^^xsd:integer', "many"),
        ('"Trent"@en', "Trent"),
        ("<urn:a>", "urn:a"),
    ],
)
def test_values_are_plain(term: str, value: object) -> None:
    text = f"PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> SELECT ?x {{ VALUES ?x {{ {term} }} }}"
    ((found,),) = sources.Embedded(Store()).ask(text).rows
    assert (found, type(found)) == (value, type(value))


def test_rows_come_in_the_order_asked_for_and_in_a_fixed_one_where_that_leaves_it_open() -> None:
    text = "SELECT ?a ?b { VALUES (?a ?b) { ('x' 10) ('x' 9) ('é' 1) (UNDEF 2) ('z' UNDEF) } } ORDER BY DESC(?a)"
    rows = sources.Embedded(Store()).ask(text).rows
    assert rows == (("é", 1), ("z", None), ("x", 9), ("x", 10), (None, 2))
