"""Reproduceerbare rapportgenerator voor de Meerjaren Productie Prognose (MPP).

The stages, in the order data flows through them (a module imports only from earlier stages):

    base → inputs → inflow → production → compare → present → report → archive → cli
"""

__version__ = "0.1.0"
