"""The asylum chain once more, written out month by month with plain numbers.

An independent reading of the equations in docs/methode-keten.md. Symbols are those of the page.
"""

from math import exp

from mpp_lib.production.chain_data import ChainData
from tests.support.chain.scalar import Ages, Line, Reading

TRACKS = {"1": "spoor1", "2": "spoor2", "4": "spoor4", "H": "herhaald"}
OUT = ("dublin_overdracht", "dublin_mob", "dublin_terug")
NIDOS = ("nidos_meerderjarig", "nidos_vertrek")
HAZARDS = ("vertrek_zelfstandig", "vertrek_gedwongen", "vertrek_zonder_toezicht", "vertrek_overig")


class AsielReading(Reading):
    """The domain asiel."""

    def __init__(self, data: ChainData) -> None:
        super().__init__(data)
        self.lines = {name: Line(data, f"ind.{name}") for name in (*TRACKS.values(), "nareis")}
        self.ages = {name: Ages(data, f"ind.{name}") for name in TRACKS.values()}
        self.transit |= {
            "T": self.not_yet_out("ind.spoor1.claimakkoord", OUT),
            "J": self.not_yet_out("ind.afwijzingen", ("beroepstermijn",)),
            "G": self.not_yet_out("ind.nareis.inwilligingen", ("nareis_inreis",)),
            "M": self.not_yet_out("nidos.instroom", NIDOS),
        }

    def asiel(self) -> None:
        """One month."""
        self.inflow()
        self.ind()
        self.courts()
        self.nareis()
        self.totals()
        self.coa()
        self.municipalities()
        self.dtv()
        self.beside()

    def inflow(self) -> None:
        a = self.set("asiel.aanmeldingen", self.series("eerste_asielinstroom"))
        waiting = self.before("politie.ir_wachtrij") + a
        e = self.set("politie.ir", min(self.p("ir_capaciteit"), waiting))
        self.set("politie.ir_wachtrij", waiting - e)
        self.set("politie.ir_per_week", e / self.series("dagen") * 7)
        self.set("asiel.instroom_eerste", e)
        self.set("asiel.instroom_herhaald", self.p("instroom_herhaald"))
        self.set("asiel.hervestiging", self.p("instroom_hervestiging"))
        self.set("asiel.herplaatsing", self.p("instroom_herplaatsing"))
        self.set("asiel.waarvan_amv", self.p("aandeel_amv") * e)

    def ind(self) -> None:
        e = self.now("asiel.instroom_eerste")
        a1, a2 = self.p("aandeel_spoor1"), self.p("aandeel_spoor2")
        b1 = self.track("spoor1", a1 * e)
        d1 = self.set("ind.spoor1.claimakkoord", self.p("aandeel_claimakkoord") * b1)
        transferred = self.set("ind.dublin_overdrachten", self.delayed(OUT[0], "ind.spoor1.claimakkoord"))
        gone = self.set("ind.dublin_mob", self.delayed(OUT[1], "ind.spoor1.claimakkoord"))
        x14b = self.set("ind.doorstroom_1_4_na_termijn", self.delayed(OUT[2], "ind.spoor1.claimakkoord"))
        self.transit["T"] += d1 - transferred - gone - x14b
        self.set("ind.dublin_voorraad", self.transit["T"])
        x14a = self.set("ind.doorstroom_1_4_direct", (1 - self.p("aandeel_claimakkoord")) * b1)
        self.set("ind.doorstroom_1_4", x14a + x14b)
        b2 = self.track("spoor2", a2 * e)
        x24 = self.set("ind.doorstroom_2_4", self.p("doorstroom_spoor2") * b2)
        her = self.set("ind.spoor4.heropend", self.p("instroom_heropend"))
        g = self.appeals_decided()
        fled = min(self.p("oekraine_naar_asiel"), self.before("oekraine.ontheemden"))
        self.set("oekraine.naar_asiel", fled)
        in4 = e - a1 * e - a2 * e + self.now("asiel.herplaatsing") + her + x14a + x14b + x24 + g + fled
        b4 = self.track("spoor4", in4)
        bh = self.track("herhaald", self.now("asiel.instroom_herhaald"))
        q4, qh = self.plan("spoor4", "inwilligingspercentage"), self.plan("herhaald", "inwilligingspercentage")
        self.set("ind.spoor4.inwilligingen", q4 * b4)
        self.set("ind.herhaald.inwilligingen", qh * bh)
        self.set("ind.inwilligingen", q4 * b4 + qh * bh)
        self.set("ind.spoor4.afwijzingen", (1 - q4) * b4)
        self.set("ind.herhaald.afwijzingen", (1 - qh) * bh)
        self.set("ind.spoor2.afwijzingen", b2 - x24)
        self.set("ind.afwijzingen", (1 - q4) * b4 + (1 - qh) * bh + b2 - x24)

    def track(self, name: str, entering: float) -> float:
        """One queue of the IND: withdrawals, decisions, stock, ages and terms; gives the decisions."""
        begin = self.before(f"ind.{name}.voorraad")
        withdrawn = self.p(f"uitval_{name}") * begin
        decided = min(self.plan(name, "capaciteit"), begin + entering - withdrawn)
        end = begin + entering - withdrawn - decided
        into = "aanvragen" if name == "nareis" else "instroom"
        self.set(f"ind.{name}.{into}", entering)
        self.set(f"ind.{name}.zonder_beslissing", withdrawn)
        self.set(f"ind.{name}.beslissingen", decided)
        self.set(f"ind.{name}.voorraad", end)
        out = self.set(f"ind.{name}.uitstroom", withdrawn + decided)
        line = self.lines[name]
        line.month(self.m, entering, out)
        self.set(f"ind.{name}.doorlooptijd", min(120.0, line.waited(self.m)) if end > 0 else 0.0)
        clearance = min(120.0, end / out) if out > 0 else 120.0
        self.set(f"ind.{name}.afbouwtijd", clearance if end > 0 else 0.0)
        if name != "nareis":
            self.ages[name].month(self.m, entering, out)
            for age in (6, 15, 21):
                older = self.ages[name].entered_by(self.m - age, self.p("aandeel_naar_rato"))
                self.set(f"ind.{name}.voorraad_ouder_{age}", older)
        return decided

    def appeals_decided(self) -> float:
        """The courts' side that feeds back into track 4 in the same month; gives the upheld appeals."""
        left = self.set("ind.beroepstermijn_verstreken", self.delayed("beroepstermijn", "ind.afwijzingen", first=1))
        br = self.set("rvdr.asiel.instroom_inhoudelijk", self.p("beroep_aandeel") * left)
        names = ("uitspraken_inhoudelijk", "ingetrokken", "voorraad_inhoudelijk")
        ids = tuple(f"rvdr.asiel.{name}" for name in names)
        uit = self.queue(ids, br, self.p("beroep_intrekking"), self.p("rechtbank_capaciteit"))
        g = self.set("rvdr.asiel.gegrond", self.p("beroep_gegrond") * uit)
        self.set("ind.spoor4.opnieuw_na_gegrond", g)
        self.set("rvdr.asiel.ongegrond", uit - g)
        final = (1 - self.p("beroep_aandeel")) * left + self.now("rvdr.asiel.ingetrokken") + uit - g
        self.set("ind.definitief_afgewezen", final)
        return g

    def courts(self) -> None:
        self.transit["J"] += self.now("ind.afwijzingen") - self.now("ind.beroepstermijn_verstreken")
        self.set("ind.in_beroepstermijn", self.transit["J"])
        ntb = self.p("beroep_niet_tijdig") * self.before("ind.spoor4.voorraad_ouder_15")
        self.set("rvdr.asiel.instroom_niet_tijdig", ntb)
        dublin = self.set("rvdr.asiel.instroom_dublin", self.p("beroep_dublin") * self.now("ind.spoor1.claimakkoord"))
        self.set("rvdr.asiel.instroom_overig", ntb + dublin)
        withdrawn = self.p("beroep_intrekking")
        names = ("rvdr.asiel.uitspraken_overig", "rvdr.asiel.ingetrokken_overig", "rvdr.asiel.voorraad_overig")
        self.queue(names, ntb + dublin, withdrawn, self.p("rechtbank_capaciteit_overig"))
        for what in ("instroom", "uitspraken", "voorraad"):
            self.set(f"rvdr.asiel.{what}", sum(self.now(f"rvdr.asiel.{what}_{x}") for x in ("inhoudelijk", "overig")))
        h1, h2 = self.p("hoger_beroep_na_ongegrond"), self.p("hoger_beroep_na_gegrond")
        g = self.now("rvdr.asiel.gegrond")
        self.set("rvs.asiel.vatbaar", h1 * (self.now("rvdr.asiel.uitspraken_inhoudelijk") - g) + h2 * g)
        higher = self.set("rvs.asiel.instroom", self.delayed("hoger_beroepstermijn", "rvs.asiel.vatbaar"))
        names = ("rvs.asiel.uitspraken", "rvs.asiel.ingetrokken", "rvs.asiel.voorraad")
        handled = self.queue(names, higher, withdrawn, self.p("rvs_capaciteit"))
        self.set("rvs.asiel.gegrond", self.p("hoger_beroep_gegrond") * handled)

    def nareis(self) -> None:
        asked = self.p("nareis_per_inwilliging") * self.delayed("nareis_aanvraag", "ind.inwilligingen")
        bn = self.track("nareis", asked)
        percentage = self.plan("nareis", "inwilligingspercentage")
        granted = self.set("ind.nareis.inwilligingen", percentage * bn)
        self.set("ind.nareis.inwilligingspercentage", granted / bn if bn else percentage)
        self.set("bz.mvv_nareis", granted)
        travelling = self.delayed("nareis_inreis", "ind.nareis.inwilligingen")
        s = self.p("nareis_inreis")
        self.set("asiel.instroom_nareis", s * travelling)
        self.set("ind.nareis.vervallen", (1 - s) * travelling)
        self.transit["G"] += granted - travelling
        self.set("ind.nareis.verleend_nog_niet_ingereisd", self.transit["G"])
        self.set("ind.nareis.voorraad_tot_inreis", self.now("ind.nareis.voorraad") + self.transit["G"])

    def totals(self) -> None:
        e, h, n = (self.now(f"asiel.instroom_{x}") for x in ("eerste", "herhaald", "nareis"))
        self.set("asiel.instroom_totaal", e + h + n)
        outside = self.now("asiel.hervestiging") + self.now("asiel.herplaatsing")
        self.set("asiel.instroom_totaal_incl", e + h + n + outside)
        for what in ("instroom", "beslissingen", "zonder_beslissing", "voorraad"):
            self.set(f"ind.asiel.{what}", sum(self.now(f"ind.{track}.{what}") for track in TRACKS.values()))
        first = (self.now(f"ind.spoor{number}.beslissingen") for number in (1, 2, 4))
        self.set("ind.asiel.beslissingen_eerste", sum(first))
        inw, b4, bh = (self.now(f"ind.{x}") for x in ("inwilligingen", "spoor4.beslissingen", "herhaald.beslissingen"))
        eu = self.set("ind.beslissingen_eu", b4 + bh + self.now("ind.spoor2.afwijzingen"))
        leaving = sum(self.now(f"ind.{track}.zonder_beslissing") for track in ("spoor4", "herhaald"))
        aa_va = self.set("ind.afdoeningen_aa_va", b4 + bh + leaving)
        changing = self.now("ind.doorstroom_1_4_direct") + self.now("ind.doorstroom_2_4")
        every = self.now("ind.asiel.beslissingen") - changing + self.now("ind.asiel.zonder_beslissing")
        self.set("ind.afdoeningen_alle_sporen", every)
        q4 = self.plan("spoor4", "inwilligingspercentage")
        wholes = {"eu": eu, "aa_va": aa_va, "alle_sporen": every}
        for name, whole in wholes.items():
            self.set(f"ind.inwilligingspercentage_{name}", inw / whole if whole else q4)
        granted = self.now("ind.spoor4.inwilligingen")
        self.set("ind.inwilligingspercentage_spoor4", granted / b4 if b4 else q4)

    def coa(self) -> None:
        e, h, n = (self.now(f"asiel.instroom_{x}") for x in ("eerste", "herhaald", "nareis"))
        hp, hv, her = (self.now(x) for x in ("asiel.herplaatsing", "asiel.hervestiging", "ind.spoor4.heropend"))
        u_before = self.before("coa.vertrekplichtig")
        uh = self.set("coa.herinstroom_vertrekplichtig", min(self.p("opvang_herhaald_vertrekplichtig") * h, u_before))
        fled = self.now("oekraine.naar_asiel")
        first = self.p("opvang_eerste") * (e + fled)
        entering = self.set("coa.instroom_asiel", first + self.p("opvang_herplaatsing") * hp)
        again = self.set("coa.herinstroom", self.p("opvang_herhaald") * h + her)
        x = self.leaving_procedure()
        top = self.set("coa.procedure_bruto", self.before("coa.in_procedure") + entering + again + uh)
        bottom = self.set("ind.zaken_bruto", self.cases_before() + e + hp + h + her + fled)
        c = self.set("coa.aandeel_in_opvang", top / bottom if bottom else 0.0)
        self.set("coa.uit_procedure", c * x)
        p = self.set("coa.in_procedure", top - c * x)
        self.set("ind.zaken_in_procedure", self.cases())
        status = self.set("coa.vergunning_in_opvang", c * self.now("ind.inwilligingen"))
        relatives = self.set("coa.instroom_nareis", self.p("opvang_nareis") * n)
        other = self.set("coa.instroom_overig", self.p("opvang_hervestiging") * hv + self.p("geboorten"))
        s_before = self.before("coa.vergunninghouders")
        ov = self.set("coa.uitstroom_overig", self.p("uitstroom_overig") * s_before)
        arriving = status + relatives + other
        target = self.taakstelling()
        housed = min(target * self.p("taakstelling_realisatiegraad"), s_before + arriving - ov)
        self.set("coa.uitstroom_huisvesting", housed)
        self.set("coa.uitstroom_vergunninghouders", housed + ov)
        s = self.set("coa.vergunninghouders", s_before + arriving - housed - ov)
        refused = self.set("coa.vertrekplichtig_geworden", c * self.now("ind.definitief_afgewezen"))
        gone = self.set("coa.vertrek_vertrekplichtig", (u_before - uh) * (1 - exp(-self.hazard())))
        u = self.set("coa.vertrekplichtig", u_before - uh + refused - gone)
        self.set("coa.instroom", entering + relatives + again + other)
        in_procedure = x - self.now("ind.inwilligingen") - self.now("ind.definitief_afgewezen")
        departed = self.set("coa.uitstroom_vertrek", c * in_procedure + gone)
        self.set("coa.uitstroom", housed + departed + ov)
        self.set("coa.bezetting", p + s + u)
        self.set("coa.bezetting_piek", p + s + u)
        self.set("coa.benodigde_capaciteit", (p + s + u) / self.series("bezettingsnorm"))
        self.set("coa.benodigde_capaciteit_piek", (p + s + u) / self.series("bezettingsnorm"))

    def leaving_procedure(self) -> float:
        w = sum(self.now(f"ind.{track}.zonder_beslissing") for track in TRACKS.values())
        names = ("ind.inwilligingen", "ind.definitief_afgewezen", "ind.dublin_overdrachten", "ind.dublin_mob")
        return self.set("ind.uit_procedure", w + sum(self.now(name) for name in names))

    def cases(self) -> float:
        queues = sum(self.now(f"ind.{track}.voorraad") for track in TRACKS.values())
        return queues + self.transit["T"] + self.transit["J"] + self.now("rvdr.asiel.voorraad_inhoudelijk")

    def cases_before(self) -> float:
        if self.m:
            return self.out["ind.zaken_in_procedure"][self.m - 1]
        queues = sum(self.data.opening[f"ind.{track}.voorraad"] for track in TRACKS.values())
        waiting = self.not_yet_out("ind.spoor1.claimakkoord", OUT)
        waiting += self.not_yet_out("ind.afwijzingen", ("beroepstermijn",))
        return queues + waiting + self.data.opening["rvdr.asiel.voorraad_inhoudelijk"]

    def hazard(self) -> float:
        return sum(self.p(name) for name in HAZARDS)

    def taakstelling(self) -> float:
        """A sixth of the half-year's: as made known, or from the half-year before and the arrears at its start."""
        if self.known("taakstelling"):
            return self.set("ks.taakstelling", self.p("taakstelling") / 6)
        begin = self.m - self.m % 6
        fresh = sum(self.out["ks.nieuw_te_huisvesten"][begin - 6 : begin])
        arrears = self.out["ks.achterstand"][begin - 1]
        return self.set("ks.taakstelling", max(0.0, fresh + self.p("taakstelling_inhaal") * arrears) / 6)

    def municipalities(self) -> None:
        n, hv = self.now("asiel.instroom_nareis"), self.now("asiel.hervestiging")
        in_coa = self.p("opvang_hervestiging") * hv
        self.set(
            "ks.nieuw_te_huisvesten", self.now("coa.vergunning_in_opvang") + self.now("coa.instroom_nareis") + in_coa
        )
        direct = n - self.now("coa.instroom_nareis") + hv - in_coa
        housed = self.set("ks.gehuisvest", self.now("coa.uitstroom_huisvesting") + direct)
        self.set("ks.achterstand", self.before("ks.achterstand") + self.now("ks.taakstelling") - housed)
        adults = self.p("inburgering_16plus") * (self.now("ind.inwilligingen") + n + hv)
        self.set("szw.inburgeringsplichtigen", adults)
        self.set("bzk.huishoudens", housed / self.p("huishoudgrootte"))

    def dtv(self) -> None:
        in_coa = self.now("coa.vertrekplichtig_geworden")
        outside = self.now("ind.definitief_afgewezen") - in_coa
        self.set("dtv.instroom_ind_asiel", in_coa + self.p("dtv_buiten_opvang") * outside)
        regular = self.p("regulier_naar_dtv") * self.now("ind.regulier.definitief_afgewezen")
        self.set("dtv.instroom_ind_regulier", regular)
        for name in ("politie", "kmar", "overig"):
            self.set(f"dtv.instroom_{name}", self.p(f"dtv_instroom_{name}"))
        names = ("ind_asiel", "ind_regulier", "politie", "kmar", "overig")
        entering = self.set("dtv.instroom", sum(self.now(f"dtv.instroom_{name}") for name in names))
        begin = self.before("dtv.dossiers") - self.now("coa.herinstroom_vertrekplichtig")
        out = self.set("dtv.uitstroom", begin * (1 - exp(-self.hazard())))
        self.set("dtv.dossiers", begin + entering - out)
        self.set("dtv.caseload", begin + entering - out + self.transit["T"])
        reasons = (
            "vertrek_zelfstandig_aantoonbaar",
            "vertrek_gedwongen",
            "vertrek_zonder_toezicht",
            "uitstroom_overig",
        )
        for reason, name in zip(reasons, HAZARDS, strict=True):
            self.set(f"dtv.{reason}", out * self.p(name) / self.hazard())
        self.set("dtv.instroom_incl_dublin", entering + self.now("ind.spoor1.claimakkoord"))
        dublin_out = (*(f"ind.dublin_{name}" for name in ("overdrachten", "mob")), "ind.doorstroom_1_4_na_termijn")
        again = self.now("coa.herinstroom_vertrekplichtig")
        self.set("dtv.uitstroom_incl_dublin", out + again + sum(self.now(name) for name in dublin_out))
        for reason, dublin in (("gedwongen", "overdrachten"), ("zonder_toezicht", "mob")):
            both = self.now(f"dtv.vertrek_{reason}") + self.now(f"ind.dublin_{dublin}")
            self.set(f"dtv.vertrek_{reason}_incl_dublin", both)

    def beside(self) -> None:
        wards = self.p("nidos_aandeel") * self.now("asiel.waarvan_amv") + self.p("nidos_amv_nareis")
        self.set("nidos.instroom", wards)
        adult = self.set("nidos.uitstroom_meerderjarig", self.delayed(NIDOS[0], "nidos.instroom"))
        other = self.set("nidos.uitstroom_overig", self.delayed(NIDOS[1], "nidos.instroom"))
        self.set("nidos.uitstroom", adult + other)
        self.transit["M"] += wards - adult - other
        self.set("nidos.pupillen", self.transit["M"])
        self.set("coa.bezetting_amv", self.p("coa_amv_aandeel") * self.transit["M"])
        self.set(
            "bz.oda_persoonsmaanden", self.p("oda_aandeel_dac") * self.delayed("oda_verblijf", "coa.instroom_asiel")
        )
        fled = self.set("oekraine.instroom", self.p("oekraine_instroom"))
        self.set("oekraine.instroom_per_week", fled / self.series("dagen") * 7)
        begin = self.before("oekraine.ontheemden") - self.now("oekraine.naar_asiel")
        back = self.set("oekraine.vertrek", begin * (1 - exp(-self.p("oekraine_vertrek"))))
        self.set("oekraine.ontheemden", begin + fled - back)
