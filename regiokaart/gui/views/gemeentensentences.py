"""What the maps of the view Gemeenten show, each in a sentence of what can be counted."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from regiokaart.cartography import profile
from regiokaart.cartography.profile import Drukte
from regiokaart.congruence.gemeente.comembership import always_together
from regiokaart.congruence.gemeente.profile import Profiles
from regiokaart.congruence.gemeente.profilesentences import profile_sentences
from regiokaart.congruence.wording import counted, some_names
from regiokaart.model import Catalogus
from regiokaart.model.notation import number, percentage


def density(profiles: Profiles, drukte: Drukte) -> str:
    """Say between which numbers the gemeenten lie."""
    values, one, more, _ = profile.density(profiles, drukte)
    also = " en de formele regelingen (Wgr)" if profiles.regelingen else ""
    low, high = number(int(values.min())), counted(int(values.max()), one, more)
    half = number(float(np.ceil(np.median(values))))
    return (
        f"Een gemeente heeft {low} tot {high}, geteld in {_set(profiles)}{also}; de helft heeft er "
        f"{half} of meer."
    )


def congruence(profiles: Profiles) -> str:
    """Say between which shares the gemeenten lie, and where their bounds are told."""
    values = profiles.territorial[~np.isnan(profiles.territorial)]
    if not len(values):
        return f"In {_set(profiles)} is elke gemeente alleen in haar regio's."
    low, middle, high = (
        percentage(float(value), 0) for value in (values.min(), np.median(values), values.max())
    )
    return (
        f"Met een partner is een gemeente gemiddeld in {low} tot {high} van haar indelingen samen, "
        f"de helft in {middle} of meer. Dit hangt ook af van hoe groot regio's zijn: Profiel toont "
        "bij elke gemeente wat hoogstens kan en wat loting geeft."
    )


def inseparable(profiles: Profiles) -> str:
    """Say how many gemeenten have the same regio's everywhere, in how many groups."""
    n = len(profiles.partners)
    groups = always_together(profiles.indelingen, n)
    inside = int(np.count_nonzero(groups >= 0))
    size = counted(int(groups.max()) + 1, "groep", "groepen")
    return (
        f"{number(inside)} van de {number(n)} gemeenten hebben in {_set(profiles)} dezelfde "
        f"regio's als een andere gemeente: {size}. Dubbelklik om een groep te selecteren."
    )


def partners(catalogus: Catalogus, profiles: Profiles, selection: Sequence[int]) -> str:
    """Say with whom one gemeente works, or how many partners several have together."""
    if len(selection) == 1:
        return profile_sentences(catalogus, profiles, selection[0])[0]
    chosen = list(selection)
    met = np.flatnonzero((profiles.co_membership.shared[chosen] > 0).any(axis=0))
    others = counted(len(np.setdiff1d(met, chosen)), "andere gemeente", "andere gemeenten")
    names = some_names([catalogus.gemeenten.namen[i] for i in chosen])
    return (
        f"{names} zijn in {_set(profiles)} samen met {others}. De kaart toont in welk deel van hun "
        "indelingen een gemeente gemiddeld bij hen zit."
    )


def _set(profiles: Profiles) -> str:
    count = len(profiles.indelingen)
    return f"de {count} indelingen die meetellen" if count > 1 else "de indeling die meetelt"
