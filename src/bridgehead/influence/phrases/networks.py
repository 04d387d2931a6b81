"""Sentences on the networks of a cluster's members, with and without it."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bridgehead.kit.phrases import and_list
from bridgehead.profile.core.network_edges import UndatedRecords


def network_figure(name: str, with_: float, without: float, *, cluster: str) -> str:
    """What a chart of the network by year shows for its last year."""
    shown = {"with_": f"{with_:.1f}", "without": f"{without:.1f}", "cluster": cluster}
    if name == "reach":
        return _("Reach abroad: {with_} with {cluster}, {without} without").format(**shown)
    if name == "markets":
        return _("Markets reached per member: {with_} with {cluster}, {without} without").format(**shown)
    return _("Effective network size: {with_} contacts with {cluster}, {without} without").format(**shown)


def undated_records(found: UndatedRecords) -> str:
    """What ties members and stands in no year; blank where everything has a date."""
    counts = [
        ngettext("{count} tie", "{count} ties", found.ties).format(count=found.ties),
        ngettext("{count} membership", "{count} memberships", found.memberships).format(count=found.memberships),
        ngettext("{count} participation", "{count} participations", found.participations).format(
            count=found.participations
        ),
    ]
    some = [text for text, count in zip(counts, vars(found).values(), strict=True) if count]
    if not some:
        return ""
    return _("Counted in no year, because no date is recorded: {records}.").format(records=and_list(some))


def members_shown(shown: int, every: int) -> str:
    """How many of the members a page lists; blank where it lists all."""
    if every <= shown:
        return ""
    return _("First {shown} of {every} members; the download has all.").format(shown=shown, every=every)


def unchanged_markets(count: int, *, cluster: str) -> str:
    """How many markets are no farther without the cluster; blank for none."""
    if not count:
        return ""
    return ngettext(
        "{count} other market: no change without {cluster}.",
        "{count} other markets: no change without {cluster}.",
        count,
    ).format(count=count, cluster=cluster)
