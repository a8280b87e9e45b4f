"""The chains regulier and bewaring once more, written out month by month with plain numbers.

An independent reading of the equations in docs/methode-keten.md. Symbols are those of the page.
"""

from math import exp

from mpp_lib.production.chain_data import ChainData
from tests.support.chain.scalar import Reading

KINDS = ("gezin", "kennis_en_talent", "studie", "overig", "verlenging", "naturalisatie", "eu_toetsing")
VISA = ("gezin", "kennis_en_talent", "studie", "overig")
GROUNDS = ("art59", "art6")


class RegulierReading(Reading):
    """Applications by kind, objection, appeal and higher appeal."""

    def __init__(self, data: ChainData) -> None:
        super().__init__(data)
        self.transit |= {
            "objecting": self.not_yet_out("ind.regulier.afwijzingen", ("bezwaartermijn",)),
            "appealing": self.not_yet_out("ind.bezwaar.ongegrond", ("regulier_beroepstermijn",)),
        }

    def regulier(self) -> None:
        """One month."""
        self.applications()
        self.objections()

    def applications(self) -> None:
        sums = dict.fromkeys(("aanvragen", "beslissingen", "zonder_beslissing", "inwilligingen", "voorraad"), 0.0)
        for kind in KINDS:
            stream = f"regulier_{kind}"
            if kind == "verlenging":
                again = self.delayed("verlenging_aanvraag", "ind.regulier.verlengbaar", first=1)
                entering = self.plan(stream, "instroom_overig") + self.p("verlenging_aandeel") * again
            else:
                entering = self.plan(stream, "instroom")
            self.set(f"ind.{kind}.aanvragen", entering)
            names = tuple(f"ind.{kind}.{name}" for name in ("beslissingen", "zonder_beslissing", "voorraad"))
            decided = self.queue(names, entering, self.p(f"regulier_uitval_{kind}"), self.plan(stream, "capaciteit"))
            q = self.plan(stream, "inwilligingspercentage")
            self.set(f"ind.{kind}.inwilligingen", q * decided)
            self.set(f"ind.{kind}.inwilligingspercentage", q)
            for name in sums:
                sums[name] += self.now(f"ind.{kind}.{name}")
        for name, value in sums.items():
            self.set(f"ind.regulier.{name}", value)
        granted = {kind: self.now(f"ind.{kind}.inwilligingen") for kind in KINDS}
        temporary = granted["verlenging"] + sum(granted[kind] for kind in VISA)
        self.set("ind.regulier.verlengbaar", temporary)
        self.set("ind.regulier.afwijzingen", sums["beslissingen"] - sums["inwilligingen"])
        self.set("bz.mvv_regulier", sum(self.p(f"regulier_mvv_{kind}") * granted[kind] for kind in VISA))

    def objections(self) -> None:
        refused = self.now("ind.regulier.afwijzingen")
        known = self.set("ind.bezwaartermijn_verstreken", self.delayed("bezwaartermijn", "ind.regulier.afwijzingen"))
        self.transit["objecting"] += refused - known
        self.set("ind.in_bezwaartermijn", self.transit["objecting"])
        fresh = self.set("ind.bezwaar.nieuw", self.p("bezwaar_aandeel") * known)
        settled = self.delayed("regulier_beroepstermijn", "ind.bezwaar.ongegrond", first=1)
        self.set("ind.bezwaar.beroepstermijn_verstreken", settled)
        appealed = self.p("regulier_beroep_aandeel") * settled
        final = known - fresh + settled - appealed + self.courts_of("regulier", appealed)
        upheld = self.set("ind.bezwaar.opnieuw_na_gegrond", self.now("rvdr.regulier.gegrond"))
        entering = self.set("ind.bezwaar.instroom", fresh + upheld)
        names = ("ind.bezwaar.beslissingen", "ind.bezwaar.ingetrokken", "ind.bezwaar.voorraad")
        decided = self.queue(names, entering, self.p("bezwaar_intrekking"), self.p("bezwaar_capaciteit"))
        granted = self.set("ind.bezwaar.gegrond", self.p("bezwaar_gegrond") * decided)
        rejected = self.set("ind.bezwaar.ongegrond", decided - granted)
        self.transit["appealing"] += rejected - settled
        self.set("ind.bezwaar.in_beroepstermijn", self.transit["appealing"])
        self.set("ind.regulier.definitief_afgewezen", final + self.now("ind.bezwaar.ingetrokken"))

    def courts_of(self, domain: str, entering: float) -> float:
        """Appeal and higher appeal; gives the appeals that ended with the refusal standing."""
        leaving = self.p(f"{domain}_beroep_intrekking")
        court, state = f"rvdr.{domain}", f"rvs.{domain}"
        self.set(f"{court}.instroom", entering)
        names = (f"{court}.uitspraken", f"{court}.ingetrokken", f"{court}.voorraad")
        ruled = self.queue(names, entering, leaving, self.p(f"{domain}_rechtbank_capaciteit"))
        upheld = self.set(f"{court}.gegrond", self.p(f"{domain}_beroep_gegrond") * ruled)
        self.set(f"{court}.ongegrond", ruled - upheld)
        h1, h2 = (self.p(f"{domain}_hoger_beroep_na_{what}") for what in ("ongegrond", "gegrond"))
        self.set(f"{state}.vatbaar", h1 * (ruled - upheld) + h2 * upheld)
        higher = self.set(f"{state}.instroom", self.delayed(f"{domain}_hoger_beroepstermijn", f"{state}.vatbaar"))
        names = (f"{state}.uitspraken", f"{state}.ingetrokken", f"{state}.voorraad")
        ruled = self.queue(names, higher, leaving, self.p(f"{domain}_rvs_capaciteit"))
        self.set(f"{state}.gegrond", self.p(f"{domain}_hoger_beroep_gegrond") * ruled)
        return self.now(f"{court}.ongegrond") + self.now(f"{court}.ingetrokken")


class BewaringReading(RegulierReading):
    """Detention by ground, departures from it, appeals."""

    def bewaring(self) -> None:
        """One month."""
        sums = dict.fromkeys(("instroom", "uitstroom", "bezetting", "dagen", "vertrek_vanuit_bewaring"), 0.0)
        days, fresh, appeals = self.series("dagen"), 0.0, 0.0
        for ground in GROUNDS:
            entering = self.set(f"dji.{ground}.instroom", self.plan(f"bewaring_{ground}", "instroom"))
            self.detained(ground, entering, days)
            for name in sums:
                sums[name] += self.now(f"dji.{ground}.{name}")
            fresh += self.p(f"bewaring_nieuw_dossier_{ground}") * entering
            appeals += self.p(f"bewaring_beroepen_{ground}") * entering
        for name, value in sums.items():
            self.set(f"dji.{name}", value)
        out = sums["uitstroom"]
        self.set("dji.gemiddelde_bezetting", sums["dagen"] / days)
        self.set("dji.gemiddelde_duur", sums["dagen"] / out if out else 0.0)
        self.set("dji.opheffing", out - sums["vertrek_vanuit_bewaring"])
        self.set("dtv.instroom_vanuit_bewaring", fresh)
        self.courts_of("bewaring", appeals + self.p("bewaring_vervolgberoepen") * sums["bezetting"])

    def detained(self, ground: str, entering: float, days: float) -> None:
        """Of who is there at the start e^−h stays; of who enters on a moment t of the month e^−h(1−t)."""
        prefix, duration = f"dji.{ground}", self.p(f"bewaring_duur_{ground}")
        h = days / duration
        begin = self.before(f"{prefix}.bezetting")
        end = self.set(f"{prefix}.bezetting", begin * exp(-h) + entering * (1 - exp(-h)) / h)
        out = self.set(f"{prefix}.uitstroom", begin + entering - end)
        self.set(f"{prefix}.dagen", out * duration)
        self.set(f"{prefix}.gemiddelde_bezetting", out / h)
        self.set(f"{prefix}.gemiddelde_duur", duration)
        self.set(f"{prefix}.vertrek_vanuit_bewaring", self.p(f"bewaring_vertrek_{ground}") * out)
