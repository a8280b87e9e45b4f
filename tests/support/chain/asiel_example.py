"""One set of surroundings for the asylum chain, made by hand: thirty months, lopsided, nothing zero by convenience.

Numbers were chosen so that the first month can be done on paper (``FIRST_MONTH``). From the second month on parameters
and kernels change, and capacity binds in some months and the stock in others.
"""

from math import log

HISTORY = 40
Changes = list[tuple[int, float]]
"""(month from which, value), months counted from 0."""

FIRST_APPLICATIONS = [4000, 2600, 1900, 2100, 2300, 3100, 5200, 6900, 7400, 6100, 4200, 2500]
FIRST_APPLICATIONS += [1800, 1500, 1700, 2900, 4400, 800, 0, 3900, 9800, 7700, 3300, 2800, 2600, 2400, 2200, 2000, 1900]
FIRST_APPLICATIONS += [1850]

PARAMETERS: dict[str, Changes] = {
    "ir_capaciteit": [(0, 3500), (5, 6000), (20, 1e6)],
    "instroom_herhaald": [(0, 150), (9, 210), (17, 90), (26, 9000)],
    "instroom_hervestiging": [(0, 40), (13, 65)],
    "instroom_herplaatsing": [(0, 50), (11, 0), (12, 35)],
    "aandeel_amv": [(0, 0.1), (14, 0.17)],
    "aandeel_spoor1": [(0, 0.2), (10, 0.34)],
    "aandeel_spoor2": [(0, 0.1), (10, 0.06)],
    "instroom_heropend": [(0, 60), (15, 110)],
    "uitval_spoor1": [(0, 0.05), (12, 0.11)],
    "uitval_spoor2": [(0, 0.1)],
    "uitval_spoor4": [(0, 0.01), (6, 0.023)],
    "uitval_herhaald": [(0, 0.02)],
    "aandeel_claimakkoord": [(0, 0.7), (8, 0.55)],
    "doorstroom_spoor2": [(0, 0.2), (16, 0.31)],
    "aandeel_naar_rato": [(0, 0.25), (10, 0.6)],
    "beroep_aandeel": [(0, 0.5), (7, 0.82)],
    "beroep_intrekking": [(0, 0.1), (18, 0.04)],
    "beroep_gegrond": [(0, 0.25), (12, 0.36)],
    "rechtbank_capaciteit": [(0, 400), (9, 9000), (13, 150)],
    "rechtbank_capaciteit_overig": [(0, 100), (4, 260)],
    "beroep_niet_tijdig": [(0, 0.01), (11, 0.045)],
    "beroep_dublin": [(0, 0.1), (13, 0.6)],
    "hoger_beroep_na_ongegrond": [(0, 0.3)],
    "hoger_beroep_na_gegrond": [(0, 0.5), (21, 0.2)],
    "rvs_capaciteit": [(0, 90), (10, 400)],
    "hoger_beroep_gegrond": [(0, 0.2), (6, 0.13)],
    "nareis_per_inwilliging": [(0, 0.5), (4, 1.7)],
    "uitval_nareis": [(0, 0.01), (20, 0.3)],
    "nareis_inreis": [(0, 0.9), (3, 0.78)],
    "opvang_eerste": [(0, 0.8), (15, 0.93)],
    "opvang_herplaatsing": [(0, 1.0), (12, 0.6)],
    "opvang_herhaald": [(0, 0.4), (8, 0.3)],
    "opvang_herhaald_vertrekplichtig": [(0, 0.2), (8, 0.7)],
    "opvang_nareis": [(0, 0.6), (11, 0.45)],
    "opvang_hervestiging": [(0, 0.5), (11, 0.9)],
    "geboorten": [(0, 25), (19, 70)],
    "uitstroom_overig": [(0, 0.01), (13, 0.035)],
    "coa_amv_aandeel": [(0, 0.6), (7, 0.4)],
    "taakstelling": [(0, 9000), (6, 13500)],
    "taakstelling_realisatiegraad": [(0, 0.9), (12, 1.15), (24, 3.0)],
    "taakstelling_inhaal": [(0, 0.5), (18, 0.25)],
    "inburgering_16plus": [(0, 0.7)],
    "huishoudgrootte": [(0, 2.5), (9, 3.1)],
    "vertrek_zelfstandig": [(0, 0.1 * log(1.25)), (10, 0.031)],
    "vertrek_gedwongen": [(0, 0.2 * log(1.25)), (10, 0.002)],
    "vertrek_zonder_toezicht": [(0, 0.4 * log(1.25)), (22, 0.31)],
    "vertrek_overig": [(0, 0.3 * log(1.25))],
    "dtv_buiten_opvang": [(0, 0.5), (14, 0.15)],
    "dtv_instroom_politie": [(0, 40), (16, 75)],
    "dtv_instroom_kmar": [(0, 20)],
    "dtv_instroom_overig": [(0, 10), (1, 17)],
    "nidos_aandeel": [(0, 0.9), (5, 0.97)],
    "nidos_amv_nareis": [(0, 20), (9, 33)],
    "oda_aandeel_dac": [(0, 0.5), (12, 0.62)],
    "oekraine_instroom": [(0, 1500), (7, 480)],
    "oekraine_vertrek": [(0, -log(0.98)), (12, 0.05)],
    "oekraine_naar_asiel": [(0, 0), (7, 900), (25, 1e6), (27, 50)],
}

PLAN: dict[tuple[str, str], Changes] = {
    ("spoor1", "capaciteit"): [(0, 600), (9, 5000), (14, 300)],
    ("spoor2", "capaciteit"): [(0, 600), (7, 350)],
    ("spoor4", "capaciteit"): [(0, 2000), (1, 100), (8, 9000), (12, 30000), (13, 1300)],
    ("herhaald", "capaciteit"): [(0, 140), (6, 700), (26, 4000)],
    ("nareis", "capaciteit"): [(0, 800), (15, 60000), (17, 500)],
    ("spoor4", "inwilligingspercentage"): [(0, 0.6), (11, 0.82)],
    ("herhaald", "inwilligingspercentage"): [(0, 0.25), (6, 0.4)],
    ("nareis", "inwilligingspercentage"): [(0, 0.8), (14, 0.55)],
}

KERNELS: dict[str, list[tuple[int, list[float]]]] = {
    "dublin_overdracht": [(-HISTORY, [0, 0.2, 0.1, 0]), (6, [0.05, 0, 0.15, 0.1, 0.1])],
    "dublin_mob": [(-HISTORY, [0.1, 0.2, 0.1, 0]), (6, [0, 0.25, 0, 0.1])],
    "dublin_terug": [(-HISTORY, [0, 0, 0.1, 0.2]), (6, [0, 0.05, 0, 0, 0, 0, 0.2])],
    "beroepstermijn": [(-HISTORY, [0, 0.5, 0.3, 0.2]), (11, [0, 0.1, 0.2, 0, 0.7])],
    "hoger_beroepstermijn": [(-HISTORY, [0.5, 0.5]), (4, [0, 0.2, 0.8])],
    "nareis_aanvraag": [(-HISTORY, [0.2, 0.3, 0.5]), (9, [0, 0.1, 0, 0.4, 0.5])],
    "nareis_inreis": [(-HISTORY, [0, 0.5, 0.5]), (12, [0.3, 0, 0, 0, 0, 0.7])],
    "nidos_meerderjarig": [(-HISTORY, [0, 0.1, 0.2, 0.3]), (3, [0, 0, 0, 0, 0, 0, 0.1, 0.5])],
    "nidos_vertrek": [(-HISTORY, [0.1, 0.1, 0.1, 0.1]), (3, [0.25, 0.15])],
    "oda_verblijf": [(-HISTORY, [1, 0.9, 0.8]), (8, [1, 0.95, 0.9, 0.8, 0.8, 0.7])],
}

PAST: dict[str, list[float]] = {
    "ind.spoor1.claimakkoord": [300, 400, 500],
    "ind.afwijzingen": [400, 600, 800],
    "rvs.asiel.vatbaar": [100],
    "ind.inwilligingen": [900, 1000],
    "ind.nareis.inwilligingen": [400, 600],
    "nidos.instroom": [100, 200, 300],
    "coa.instroom_asiel": [1000, 2000],
    "ind.spoor1.instroom": [250] * 40,
    "ind.spoor2.instroom": [80] * 20,
    "ind.spoor4.instroom": [1000] * 40,
    "ind.herhaald.instroom": [130] * 38 + [20, 260],
    "ind.nareis.aanvragen": [200] * 40,
}
"""Flows before the horizon, the last one being that of the month before it; zero in earlier months."""

OPENING = {
    "politie.ir_wachtrij": 100,
    "ind.spoor1.voorraad": 1000,
    "ind.spoor2.voorraad": 200,
    "ind.spoor4.voorraad": 20_000,
    "ind.herhaald.voorraad": 500,
    "ind.spoor1.voorraad_ouder_6": 400,
    "ind.spoor1.voorraad_ouder_15": 400,
    "ind.spoor1.voorraad_ouder_21": 130,
    "ind.spoor2.voorraad_ouder_6": 110,
    "ind.spoor2.voorraad_ouder_15": 20,
    "ind.spoor2.voorraad_ouder_21": 0,
    "ind.spoor4.voorraad_ouder_6": 12_200,
    "ind.spoor4.voorraad_ouder_15": 5000,
    "ind.spoor4.voorraad_ouder_21": 2000,
    "ind.herhaald.voorraad_ouder_6": 500,
    "ind.herhaald.voorraad_ouder_15": 140,
    "ind.herhaald.voorraad_ouder_21": 60,
    "ind.nareis.voorraad": 10_000,
    "rvdr.asiel.voorraad_inhoudelijk": 900,
    "rvdr.asiel.voorraad_overig": 300,
    "rvs.asiel.voorraad": 200,
    "coa.in_procedure": 19_600,
    "coa.vergunninghouders": 15_000,
    "coa.vertrekplichtig": 2000,
    "ks.achterstand": 3000,
    "dtv.dossiers": 9000,
    "oekraine.ontheemden": 100_000,
    # in transit: 500·0,9 + 400·0,5 + 300·0,2; 800 + 600·0,5 + 400·0,2; 600 + 400·0,5; 300·0,9 + 200·0,7 + 100·0,4
    "ind.dublin_voorraad": 710,
    "ind.in_beroepstermijn": 1180,
    "ind.nareis.verleend_nog_niet_ingereisd": 800,
    "nidos.pupillen": 450,
}

FIRST_MONTH = {
    "politie.ir": 3500,  # capacity; 4.000 + 100 waiting
    "politie.ir_wachtrij": 600,
    "politie.ir_per_week": 3500 * 7 / 31,
    "asiel.waarvan_amv": 350,
    "ind.spoor1.instroom": 700,
    "ind.spoor1.zonder_beslissing": 50,
    "ind.spoor1.beslissingen": 600,  # capacity
    "ind.spoor1.voorraad": 1050,
    "ind.spoor1.claimakkoord": 420,
    "ind.dublin_overdrachten": 140,  # 0,2·500 + 0,1·400
    "ind.dublin_mob": 182,  # 0,1·420 + 0,2·500 + 0,1·400
    "ind.doorstroom_1_4_na_termijn": 100,  # 0,1·400 + 0,2·300
    "ind.dublin_voorraad": 708,
    "ind.doorstroom_1_4": 280,
    "ind.spoor2.beslissingen": 530,  # 200 + 350 − 20: the stock, not the capacity
    "ind.spoor2.voorraad": 0,
    "ind.spoor2.doorlooptijd": 0,
    "ind.doorstroom_2_4": 106,
    "ind.spoor4.instroom": 3046,  # 2.450 + 50 + 60 + 280 + 106 + 100
    "ind.spoor4.zonder_beslissing": 200,
    "ind.spoor4.beslissingen": 2000,
    "ind.spoor4.voorraad": 20_846,
    # 13.500 = 20.000 − 5/6·7.800 were older than five months; 2.200 of 23.046 leave, a quarter of them in proportion
    "ind.spoor4.voorraad_ouder_6": 0.75 * 11_300 + 0.25 * 13_500 * 20_846 / 23_046,
    "ind.spoor4.voorraad_ouder_15": 0.75 * 3600 + 0.25 * 5800 * 20_846 / 23_046,  # 5.800 = 5.000 + 1/9·7.200
    "ind.spoor4.voorraad_ouder_21": 0.75 * 300 + 0.25 * 2500 * 20_846 / 23_046,  # 2.500 = 2.000 + 1/6·3.000
    "ind.spoor4.doorlooptijd": 18.8,  # next in line came a fifth into the 18th month before the horizon
    "ind.spoor4.afbouwtijd": 20_846 / 2200,
    "ind.herhaald.voorraad": 500,
    "ind.inwilligingen": 1235,  # 0,6·2.000 + 0,25·140
    "ind.spoor4.afwijzingen": 800,
    "ind.herhaald.afwijzingen": 105,
    "ind.afwijzingen": 1329,  # 800 + 105 + 424
    "ind.inwilligingspercentage_eu": 1235 / (2000 + 140 + 424),
    "ind.inwilligingspercentage_aa_va": 1235 / (2000 + 140 + 200 + 10),
    "ind.afdoeningen_alle_sporen": 3264,  # 1.235 + 1.329 + 420 + 280: nobody twice
    "ind.beroepstermijn_verstreken": 660,
    "rvdr.asiel.instroom_inhoudelijk": 330,
    "rvdr.asiel.gegrond": 100,
    "rvdr.asiel.voorraad_inhoudelijk": 740,
    "ind.definitief_afgewezen": 720,  # 330 + 90 + 300
    "ind.in_beroepstermijn": 1849,
    "rvdr.asiel.instroom_niet_tijdig": 50,  # 1% of the 5.000 older than fifteen months at the opening
    "rvdr.asiel.instroom_dublin": 42,
    "rvdr.asiel.voorraad_overig": 262,
    "rvdr.asiel.voorraad": 1002,
    "rvs.asiel.instroom": 120,  # 0,5·(0,3·300 + 0,5·100) + 0,5·100
    "rvs.asiel.voorraad": 210,
    "rvs.asiel.gegrond": 18,
    "ind.nareis.aanvragen": 498.5,  # 0,5·(0,2·1.235 + 0,3·1.000 + 0,5·900)
    "ind.nareis.voorraad": 9598.5,
    "bz.mvv_nareis": 640,
    "asiel.instroom_nareis": 450,  # 0,9·(0,5·600 + 0,5·400)
    "ind.nareis.vervallen": 50,
    "ind.nareis.verleend_nog_niet_ingereisd": 940,
    "ind.nareis.voorraad_tot_inreis": 10_538.5,
    "asiel.instroom_totaal": 4100,
    "asiel.instroom_totaal_incl": 4190,
    "ind.zaken_in_procedure": 25_693,
    "ind.uit_procedure": 2557,
    "coa.aandeel_in_opvang": 0.8,  # (19.600 + 3.000) / 28.250
    "coa.in_procedure": 20_554.4,
    "coa.vergunninghouders": 14_803,  # 15.000 + 988 + 270 + 45 − 1.350 − 150
    "coa.vertrekplichtig": 2152,  # 2.000 − 30 + 576 − 394
    "coa.instroom": 3285,
    "coa.uitstroom": 2375.6,
    "coa.bezetting": 37_509.4,
    "coa.benodigde_capaciteit": 37_509.4 / 0.9,
    "coa.benodigde_capaciteit_piek": 37_509.4 / 0.9,
    "coa.bezetting_amv": 354.9,
    "ks.taakstelling": 1500,
    "ks.nieuw_te_huisvesten": 1278,
    "ks.gehuisvest": 1550,  # 1.350 + 0,4·450 + 0,5·40
    "ks.achterstand": 2950,
    "szw.inburgeringsplichtigen": 1207.5,
    "bzk.huishoudens": 620,
    "dtv.instroom_ind_asiel": 648,  # 576 + 0,5·144
    "dtv.instroom": 748,
    "dtv.uitstroom": 1794,  # a fifth of 8.970
    "dtv.vertrek_zelfstandig_aantoonbaar": 179.4,
    "dtv.vertrek_gedwongen": 358.8,
    "dtv.vertrek_zonder_toezicht": 717.6,
    "dtv.uitstroom_overig": 538.2,
    "dtv.instroom_incl_dublin": 1168,  # 748 + 420
    "dtv.uitstroom_incl_dublin": 2246,  # 1.794 + 30 + 140 + 182 + 100
    "dtv.vertrek_gedwongen_incl_dublin": 498.8,
    "dtv.vertrek_zonder_toezicht_incl_dublin": 899.6,
    "dtv.dossiers": 7924,
    "dtv.caseload": 8632,
    "nidos.instroom": 335,
    "nidos.uitstroom": 193.5,  # 100 + 93,5
    "nidos.pupillen": 591.5,
    "bz.oda_persoonsmaanden": 2725,  # 0,5·(2.850 + 0,9·2.000 + 0,8·1.000)
    "oekraine.vertrek": 2000,
    "oekraine.ontheemden": 99_500,
}
"""January of the first year, done on paper."""
