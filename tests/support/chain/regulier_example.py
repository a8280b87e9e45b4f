"""Surroundings for regulier and bewaring, made by hand as those of asiel: see :mod:`tests.support.chain.asiel_example`.

The month has 31 days; the durations are chosen so that in the first month a half and three quarters leave.
"""

from math import log

from tests.support.chain.asiel_example import HISTORY, Changes

PARAMETERS: dict[str, Changes] = {
    "regulier_uitval_gezin": [(0, 0.02), (9, 0.05)],
    "regulier_uitval_kennis_en_talent": [(0, 0.05)],
    "regulier_uitval_studie": [(0, 0.1), (13, 0.04)],
    "regulier_uitval_overig": [(0, 0.05)],
    "regulier_uitval_verlenging": [(0, 0.02)],
    "regulier_uitval_naturalisatie": [(0, 0.01), (20, 0.03)],
    "regulier_uitval_eu_toetsing": [(0, 0.04)],
    "regulier_mvv_gezin": [(0, 0.5), (12, 0.7)],
    "regulier_mvv_kennis_en_talent": [(0, 0.25)],
    "regulier_mvv_studie": [(0, 0.4)],
    "regulier_mvv_overig": [(0, 0.1), (5, 0.35)],
    "verlenging_aandeel": [(0, 0.5), (10, 0.8)],
    "bezwaar_aandeel": [(0, 0.4), (8, 0.55)],
    "bezwaar_intrekking": [(0, 0.04), (14, 0.02)],
    "bezwaar_capaciteit": [(0, 600), (10, 9000), (15, 450)],
    "bezwaar_gegrond": [(0, 0.25), (7, 0.4)],
    "regulier_beroep_aandeel": [(0, 0.5), (11, 0.8)],
    "regulier_naar_dtv": [(0, 0.02), (6, 0.11)],
    "regulier_beroep_intrekking": [(0, 0.1), (4, 0.03)],
    "regulier_rechtbank_capaciteit": [(0, 200), (12, 5000), (17, 120)],
    "regulier_beroep_gegrond": [(0, 0.3), (9, 0.2)],
    "regulier_hoger_beroep_na_ongegrond": [(0, 0.5), (16, 0.35)],
    "regulier_hoger_beroep_na_gegrond": [(0, 0.25)],
    "regulier_rvs_capaciteit": [(0, 1000), (3, 40)],
    "regulier_hoger_beroep_gegrond": [(0, 0.1), (5, 0.15)],
    "bewaring_duur_art59": [(0, 31 / log(2)), (7, 61)],
    "bewaring_duur_art6": [(0, 31 / log(4)), (9, 12)],
    "bewaring_vertrek_art59": [(0, 0.6), (15, 0.7)],
    "bewaring_vertrek_art6": [(0, 0.3)],
    "bewaring_nieuw_dossier_art59": [(0, 0.5), (10, 0.42)],
    "bewaring_nieuw_dossier_art6": [(0, 0.9)],
    "bewaring_beroepen_art59": [(0, 1.5), (18, 2.2)],
    "bewaring_beroepen_art6": [(0, 1.2)],
    "bewaring_vervolgberoepen": [(0, 0.1), (6, 0.25)],
    "bewaring_beroep_intrekking": [(0, 0.05)],
    "bewaring_rechtbank_capaciteit": [(0, 300), (4, 2000), (11, 350)],
    "bewaring_beroep_gegrond": [(0, 0.1)],
    "bewaring_hoger_beroep_na_ongegrond": [(0, 0.2)],
    "bewaring_hoger_beroep_na_gegrond": [(0, 0.5)],
    "bewaring_rvs_capaciteit": [(0, 60), (8, 700), (14, 55)],
    "bewaring_hoger_beroep_gegrond": [(0, 0.05)],
}

PLAN: dict[tuple[str, str], Changes] = {
    ("regulier_gezin", "instroom"): [(0, 4000), (3, 5200), (15, 3100)],
    ("regulier_kennis_en_talent", "instroom"): [(0, 2550), (6, 3300)],
    ("regulier_studie", "instroom"): [(0, 1500), (6, 4800), (9, 700)],
    ("regulier_overig", "instroom"): [(0, 600)],
    ("regulier_verlenging", "instroom_overig"): [(0, 1000), (13, 1450)],
    ("regulier_naturalisatie", "instroom"): [(0, 2200)],
    ("regulier_eu_toetsing", "instroom"): [(0, 900), (20, 1700)],
    ("regulier_gezin", "capaciteit"): [(0, 3800), (8, 60000), (12, 3000)],
    ("regulier_kennis_en_talent", "capaciteit"): [(0, 5000), (4, 3000)],
    ("regulier_studie", "capaciteit"): [(0, 1450), (11, 20000)],
    ("regulier_overig", "capaciteit"): [(0, 500), (7, 8000), (10, 520)],
    ("regulier_verlenging", "capaciteit"): [(0, 3000), (14, 90000), (17, 4000)],
    ("regulier_naturalisatie", "capaciteit"): [(0, 2000), (19, 30000), (22, 1800)],
    ("regulier_eu_toetsing", "capaciteit"): [(0, 850), (16, 9000)],
    ("regulier_gezin", "inwilligingspercentage"): [(0, 0.8), (10, 0.72)],
    ("regulier_kennis_en_talent", "inwilligingspercentage"): [(0, 0.96)],
    ("regulier_studie", "inwilligingspercentage"): [(0, 0.9), (12, 0.94)],
    ("regulier_overig", "inwilligingspercentage"): [(0, 0.6)],
    ("regulier_verlenging", "inwilligingspercentage"): [(0, 0.95)],
    ("regulier_naturalisatie", "inwilligingspercentage"): [(0, 0.97)],
    ("regulier_eu_toetsing", "inwilligingspercentage"): [(0, 0.7), (9, 0.61)],
    ("bewaring_art59", "instroom"): [(0, 200), (5, 260), (19, 90)],
    ("bewaring_art6", "instroom"): [(0, 30), (12, 0), (14, 55)],
}

KERNELS: dict[str, list[tuple[int, list[float]]]] = {
    "verlenging_aanvraag": [(-HISTORY, [0, 0.2, 0.3, 0.5]), (7, [0, 0, 0.25, 0, 0.75])],
    "bezwaartermijn": [(-HISTORY, [0.5, 0.3, 0.2]), (9, [0.1, 0.9])],
    "regulier_beroepstermijn": [(-HISTORY, [0, 0.6, 0.4]), (5, [0, 0.2, 0.3, 0.5])],
    "regulier_hoger_beroepstermijn": [(-HISTORY, [0.2, 0.8])],
    "bewaring_hoger_beroepstermijn": [(-HISTORY, [0.5, 0.5]), (6, [0.9, 0, 0.1])],
}

PAST: dict[str, list[float]] = {
    "ind.regulier.verlengbaar": [6200, 3000, 5000],
    "ind.regulier.afwijzingen": [1000, 2000],
    "ind.bezwaar.ongegrond": [300, 400],
    "rvs.regulier.vatbaar": [100],
    "rvs.bewaring.vatbaar": [80],
}

OPENING = {
    "ind.gezin.voorraad": 3000,
    "ind.kennis_en_talent.voorraad": 1000,
    "ind.studie.voorraad": 500,
    "ind.overig.voorraad": 800,
    "ind.verlenging.voorraad": 2000,
    "ind.naturalisatie.voorraad": 6000,
    "ind.eu_toetsing.voorraad": 1500,
    "ind.bezwaar.voorraad": 2925,
    "rvdr.regulier.voorraad": 700,
    "rvs.regulier.voorraad": 50,
    "dji.art59.bezetting": 400,
    "dji.art6.bezetting": 40,
    "rvdr.bewaring.voorraad": 100,
    "rvs.bewaring.voorraad": 20,
    # in transit: 2.000·0,5 + 1.000·0,2; 400 + 300·0,4
    "ind.in_bezwaartermijn": 1200,
    "ind.bezwaar.in_beroepstermijn": 520,
}

DETAINED_59 = 200 + 100 / log(2)
"""Half of 400 stay; of 200 who enter evenly over the month the integral of 2^−t: 200 · ½ / ln 2."""
DETAINED_6 = 10 + 22.5 / log(4)

FIRST_MONTH = {
    "ind.gezin.zonder_beslissing": 60,
    "ind.gezin.beslissingen": 3800,  # capacity
    "ind.gezin.inwilligingen": 3040,
    "ind.gezin.voorraad": 3140,
    "ind.kennis_en_talent.beslissingen": 3500,  # 1.000 + 2.550 − 50: the stock, not the capacity
    "ind.kennis_en_talent.inwilligingen": 3360,
    "ind.kennis_en_talent.voorraad": 0,
    "ind.studie.voorraad": 500,
    "ind.overig.voorraad": 860,
    "ind.verlenging.aanvragen": 3500,  # 1.000 + 0,5·(0,2·5.000 + 0,3·3.000 + 0,5·6.200)
    "ind.verlenging.inwilligingen": 2850,
    "ind.verlenging.voorraad": 2460,
    "ind.naturalisatie.voorraad": 6140,
    "ind.eu_toetsing.inwilligingen": 595,
    "ind.eu_toetsing.inwilligingspercentage": 0.7,
    "ind.regulier.aanvragen": 15_250,
    "ind.regulier.beslissingen": 15_100,
    "ind.regulier.inwilligingen": 13_390,
    "ind.regulier.afwijzingen": 1710,
    "ind.regulier.zonder_beslissing": 360,
    "ind.regulier.voorraad": 14_590,
    "ind.regulier.verlengbaar": 10_855,  # without naturalisation and EU
    "bz.mvv_regulier": 2912,  # 1.520 + 840 + 522 + 30
    "ind.bezwaartermijn_verstreken": 1655,  # 0,5·1.710 + 0,3·2.000 + 0,2·1.000
    "ind.in_bezwaartermijn": 1255,
    "ind.bezwaar.nieuw": 662,
    "ind.bezwaar.instroom": 722,  # and 60 sent back by the courts
    "ind.bezwaar.ingetrokken": 117,
    "ind.bezwaar.beslissingen": 600,
    "ind.bezwaar.voorraad": 2930,
    "ind.bezwaar.gegrond": 150,
    "ind.bezwaar.ongegrond": 450,
    "ind.bezwaar.beroepstermijn_verstreken": 360,  # 0,6·400 + 0,4·300
    "ind.bezwaar.in_beroepstermijn": 610,
    "rvdr.regulier.instroom": 180,
    "rvdr.regulier.ingetrokken": 70,
    "rvdr.regulier.uitspraken": 200,
    "rvdr.regulier.gegrond": 60,
    "rvdr.regulier.voorraad": 610,
    "ind.regulier.definitief_afgewezen": 1500,  # 993 without objection, 117, 180 without appeal, 70, 140
    "dtv.instroom_ind_regulier": 30,
    "rvs.regulier.instroom": 97,  # 0,2·(0,5·140 + 0,25·60) + 0,8·100
    "rvs.regulier.uitspraken": 142,
    "rvs.regulier.voorraad": 0,
    "rvs.regulier.gegrond": 14.2,
    "dji.art59.bezetting": DETAINED_59,
    "dji.art59.uitstroom": 600 - DETAINED_59,
    "dji.art59.gemiddelde_bezetting": (600 - DETAINED_59) / log(2),
    "dji.art59.gemiddelde_duur": 31 / log(2),
    "dji.art59.vertrek_vanuit_bewaring": 0.6 * (600 - DETAINED_59),
    "dji.art6.bezetting": DETAINED_6,
    "dji.art6.dagen": (70 - DETAINED_6) * 31 / log(4),
    "dji.instroom": 230,
    "dji.uitstroom": 670 - DETAINED_59 - DETAINED_6,
    "dji.vertrek_vanuit_bewaring": 0.6 * (600 - DETAINED_59) + 0.3 * (70 - DETAINED_6),
    "dji.opheffing": 0.4 * (600 - DETAINED_59) + 0.7 * (70 - DETAINED_6),
    "dtv.instroom_vanuit_bewaring": 127,
    "rvdr.bewaring.instroom": 336 + 0.1 * (DETAINED_59 + DETAINED_6),
    "rvdr.bewaring.uitspraken": 300,
    "rvdr.bewaring.voorraad": 131 + 0.1 * (DETAINED_59 + DETAINED_6),
    "rvdr.bewaring.gegrond": 30,
    "rvs.bewaring.instroom": 74.5,  # 0,5·(0,2·270 + 0,5·30) + 0,5·80
    "rvs.bewaring.voorraad": 33.5,
    "rvs.bewaring.gegrond": 3,
}
"""January of the first year, done on paper."""
