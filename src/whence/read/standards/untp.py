"""Product passports of UNTP: one production step each, and what the goods are made of.

The signature of a credential is not checked here: what it says is what its issuer
declares, like any other paper of a party of the chain.
"""

from collections.abc import Mapping
from typing import Any

from whence.read.standards.gs1 import element, is_lot
from whence.read.standards.plain import (
    day_of,
    inner,
    joined,
    objects,
    text_of,
    texts_of,
)
from whence.read.standards.tables import Tables


def passport(one: Mapping[str, Any], number: int, out: Tables) -> None:
    """Give the rows of a passport; some versions keep the product a level deeper."""
    for subject in objects(one.get("credentialSubject")):
        product = inner(subject.get("product")) or subject
        lot = _lot(product)
        weight = inner(inner(product.get("dimensions")).get("weight"))
        maker = inner(product.get("producedByParty"))
        place = inner(product.get("producedAtFacility"))
        steps = objects(subject.get("traceabilityInformation"))
        stages = [s for step in steps for s in texts_of(step.get("valueChainProcess"))]
        name = text_of(maker.get("name")) or text_of(place.get("name"))
        out.add(
            "passports",
            number,
            {
                "lot_out": lot,
                "stage": stages[0] if len(stages) == 1 else "",
                "date": day_of(product.get("productionDate")),
                "party": name or text_of(inner(one.get("issuer")).get("name")),
                "party_country": _country(product.get("countryOfProduction")),
                "role": "maker",
                "site": _site(place),
                "product": text_of(product.get("name")),
                "hs": _hs(product, out.about["hs_schemes"]),
                "quantity_out": text_of(weight.get("value")),
                "unit_out": text_of(weight.get("unit")),
            },
        )
        _materials(subject, lot, number, out)
        for name in ("conformityClaim", "emissionsScorecard", "circularityScorecard"):
            if subject.get(name):
                out.leave(name)


def _lot(product: Mapping[str, Any]) -> str:
    """Give the lot: the id with its batch; a model without either ties nothing."""
    key = element(text_of(product.get("id")))
    batch = text_of(product.get("batchNumber"))
    serial = text_of(product.get("serialNumber"))
    if key.startswith("(01)") and not is_lot(key):
        more = f"(10){batch}" if batch else f"(21){serial}" if serial else ""
        return key + more if more else ""
    return key or batch or serial


def _materials(subject: Mapping[str, Any], lot: str, number: int, out: Tables) -> None:
    for one in objects(subject.get("materialsProvenance")):
        name, mass = text_of(one.get("name")), inner(one.get("mass"))
        origin = _country(one.get("originCountry"))
        share = text_of(one.get("massFraction"))
        told = [f"originCountry {origin}" if origin else ""]
        told.append(f"massFraction {share}" if share else "")
        out.add(
            "materials",
            number,
            {
                "parent": lot,
                "child": name,
                "description": joined([name, *told]),
                "quantity": text_of(mass.get("value")),
                "unit": text_of(mass.get("unit")),
            },
        )


def _site(place: Mapping[str, Any]) -> str:
    """Give the facility: its name, and its address where the passport prints one."""
    address = inner(place.get("address"))
    parts = [text_of(v) for k, v in address.items() if k not in ("type", "@type")]
    return ", ".join(p for p in (text_of(place.get("name")), *parts) if p)


def _country(value: Any) -> str:
    if isinstance(value, dict):
        return text_of(value.get("countryCode")) or text_of(value.get("countryName"))
    return text_of(value)


def _hs(product: Mapping[str, Any], schemes: list[str]) -> str:
    for one in objects(product.get("productCategory")):
        said = f"{text_of(one.get('schemeName'))} {text_of(one.get('schemeID'))}"
        if any(word in said.casefold() for word in schemes):
            return text_of(one.get("code"))
    return ""
