"""A rich Findings built by hand. Everything in it is invented."""

from dataclasses import replace
from datetime import date, timedelta

from sample_base import AS_OF, SHA, src
from sample_chain import STEPS_1, TIES_1
from sample_goods import CONSIGNMENTS, SHIRTS, UNTRACED_PV, light
from sample_law import DECISIONS_1, GATES
from sample_parties import PARTIES

from whence.model.findings import (
    NOTICE,
    SCHEMA,
    Asked,
    Findings,
    InputFinding,
    JoinFinding,
    LimitFinding,
    ListFinding,
)
from whence.model.party import (
    Relation,
    RelationKind,
)
from whence.model.source import Grade
from whence.model.span import Span
from whence.model.table import ColumnRole, SetAside

__all__ = ["DECISIONS_1", "SHIRTS", "STEPS_1", "TIES_1", "findings", "many"]


def findings() -> Findings:
    """Build the sample: six consignments, every outcome, seven parties."""
    return Findings(
        schema=SCHEMA,
        notice=NOTICE,
        as_of=AS_OF,
        asked=Asked(
            "Meridian Row Outfitters (invented)",
            ("us/uflpa", "us/wro/invented-hair", "us/wro/invented-tomatoes"),
            ("entries.xlsx", "suppliers.xlsx", "trade.csv", "documents.csv"),
            "own",
        ),
        versions=(
            ("code", "0.1.0"),
            ("law", "3f2a90c1d5e8b764"),
            ("lists", "90aa11c04de2ff31"),
            ("weights", "7e11d02c94ab5f60"),
        ),
        inputs=(
            InputFinding(
                "trade.csv",
                SHA["t"],
                "",
                "trade",
                5000,
                4986,
                0,
                14,
                3,
                (
                    ColumnRole("Shipper", "seller", 0.99, "header and company names"),
                    ColumnRole("Gross Weight (kg)", "gross weight", 0.97, "header"),
                ),
                0.96,
                ("Remarks",),
                ("Contact phone",),
            ),
            InputFinding(
                "entries.xlsx",
                SHA["e"],
                "ES-003",
                "entries",
                8,
                6,
                2,
                0,
                1,
                (),
                0.99,
                (),
                (),
                ("cell B7 holds a formula without a stored value",),
            ),
            InputFinding(
                "suppliers.xlsx",
                SHA["s"],
                "Vendors",
                "suppliers",
                60,
                59,
                0,
                1,
                0,
                (),
                0.93,
                ("Score",),
                ("E-mail", "Contact"),
            ),
        ),
        joins=(
            JoinFinding(
                "ABC-1000001-1",
                "1",
                (src("e", 2), src("e", 7)),
                ("net weight: 4000 kg against 3990 kg",),
            ),
        ),
        set_aside=(
            SetAside(
                src("t", 77, "Date"), "ambiguous-date", "03/04/25", "give the day order"
            ),
            SetAside(src("t", 91), "negative-quantity", "-5200 kg"),
            SetAside(src("s", 8), "formula", '=HYPERLINK("x")', "store the value"),
        ),
        lists=(
            ListFinding(
                "invented/complete",
                "Complete list for the example (invented)",
                "2025-06-01",
                "Invented authority",
                date(2025, 6, 1),
                date(2025, 6, 1),
                6,
                "fails for 4 of 6 consignments",
                "whole file",
                "constructed sample",
                invented=True,
            ),
        ),
        gates=GATES,
        parties=PARTIES,
        relations=(
            Relation(
                "p-0000000000000002",
                RelationKind.PARENT,
                "p-0000000000000001",
                Span(date(2019, 5, 1)),
                0.51,
                Grade.DOCUMENTED,
                src("d", 2),
            ),
        ),
        consignments=CONSIGNMENTS,
        methods=(
            ("Names", "Weights by rarity; calibrated on constructed pairs."),
            (
                "Error rate",
                "Recall .92 at .02 hard false positives, 20 seeds (sample).",
            ),
        ),
        limits=(
            LimitFinding(
                "gate",
                "The list was retrieved before some goods were imported, so "
                "`no link found` is out of reach for them.",
                "whence lists update",
                4,
            ),
            LimitFinding(
                "untraced",
                "Two inputs are not traced to their origin.",
                "Ask for papers",
                2,
            ),
            LimitFinding(
                "unmapped", "Two columns were not understood.", "Edit case.toml", 2
            ),
        ),
        summary=(
            ("presumed", 1),
            ("under order", 1),
            ("decided against", 1),
            ("to answer", 1),
            ("untraced", 1),
            ("no link found", 1),
            ("not in effect", 0),
            ("out of scope", 0),
        ),
    )


def many(count: int) -> Findings:
    """Build the sample with `count` consignments, most of them untraced."""
    base = findings()
    more = tuple(
        light(
            100 + n,
            f"Photovoltaic modules {n}",
            (UNTRACED_PV,),
            import_date=date(2024, 1, 1) + timedelta(days=n % 365),
        )
        for n in range(count - len(base.consignments))
    )
    return replace(base, consignments=base.consignments + more)
