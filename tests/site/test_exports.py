"""The export tells the same story as the pages, both ways, and as its schema says (reading.schema, site.exports)."""

import json
from pathlib import Path

import jsonschema

from catalogue.reading.frontmatter import parse, split
from catalogue.reading.schema import make_schemas
from sites import Site
from some import some


def test_the_export_is_as_its_schema_says(site: Site) -> None:
    schema = json.loads(site.files["catalogue.schema.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(json.loads(site.files["catalogue.json"]))


def test_the_schema_refuses_what_is_not_an_export(good_site: Site) -> None:
    validator = jsonschema.Draft202012Validator(json.loads(good_site.files["catalogue.schema.json"]))
    export = json.loads(good_site.files["catalogue.json"])
    assert not validator.is_valid({})
    assert not validator.is_valid({**export, "mere": 1})
    export["units"][0]["fields"]["kind"] = "afdeling"
    assert not validator.is_valid(export)


def test_every_field_of_the_export_is_described(good_site: Site) -> None:
    schema = json.loads(good_site.files["catalogue.schema.json"])
    described = {
        f"{name}.{key}": field
        for name, model in schema["$defs"].items()
        for key, field in model.get("properties", {}).items()
    }
    for key, field in some(described.items()):
        assert "description" in field or "$ref" in field or "const" in field, key


def test_the_export_agrees_with_the_pages(site: Site) -> None:
    export = json.loads(site.files["catalogue.json"])
    for kind in ("themes", "units", "interpretations", "ideas", "stories"):
        assert export[kind] or kind == "ideas", kind  # A catalogue may be without ideas, and is not without the rest.
        for entry in export[kind]:
            page = site.pages[entry["address"]]
            assert page.headings[0] == (1, entry["fields"]["title"])
            assert entry["fields"]["summary"] in page.text
            for other in [*entry.get("interpretations", []), *entry.get("ideas", [])]:
                assert f"units/{other}/" in site.links(entry["address"]), (entry["id"], other)
            for other in entry.get("stories", []):
                assert f"stories/{other}/" in site.links(entry["address"]), (entry["id"], other)
            for other in entry.get("lent_to", []):
                assert f"units/{other}/" in site.links(entry["address"]), (entry["id"], other)
            assert ("Fortæller også om det svære" in page.text.split("## ")[0]) == entry.get("tells_hard", False) or (
                kind in ("themes", "units")
            )


def test_the_export_links_both_ways(site: Site) -> None:
    export = json.loads(site.files["catalogue.json"])
    pages = {entry["id"]: entry for entry in [*export["interpretations"], *export["ideas"]]}
    themes = {entry["id"]: entry for entry in export["themes"]}
    units = {entry["id"]: entry for entry in export["units"]}
    for key, entry in some(pages.items()):
        sort = "ideas" if entry["kind"] == "idea" else "interpretations"
        assert key in themes[entry["theme"]][sort]
        assert key in units[entry["unit"]][sort]
        assert entry["area"] == units[entry["unit"]]["area"]
        assert all(key in pages[lender]["lent_to"] for lender in entry["fields"].get("borrowed_from", []))


def test_the_schemas_of_the_fields_accept_the_own_pages(own_docs: Path, own_site: Site) -> None:
    kinds = {
        "themes/*.md": "theme",
        "units/*/index.md": "unit",
        "units/*/[!i]*.md": "interpretation",
        "stories/*.md": "story",
    }
    for pattern, name in kinds.items():
        validator = jsonschema.Draft202012Validator(json.loads(make_schemas()[name]))
        for file in some(own_docs.glob(pattern)):
            parts = split(file.name, file.read_text("utf-8"))
            values = parse(file.name, parts.yaml).values
            if name == "theme":  # Every value is read as text; an editor's schema sees a number.
                values["order"] = int(values["order"])
            assert list(validator.iter_errors(values)) == [], file
        assert json.loads(own_site.files[f"schemas/{name}.schema.json"]) == json.loads(make_schemas()[name])
