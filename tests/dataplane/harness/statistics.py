"""How far a measured share may be from its weight by chance."""

import math

# A fair split of 2,000 or more is further off than five standard deviations in less than one of a
# million measurements (two-sided binomial, shares of 20 to 80 percent), and in less than five of a
# million where a share is one percent.
SIGMAS = 5


def assert_shares(counts, weights):
    """Holds counts of answers by node against the weights of the nodes."""
    total, weight_sum = sum(counts.values()), sum(weights.values())
    assert set(counts) <= set(weights), f"strangers answered: {counts}"
    for node, weight in weights.items():
        share = weight / weight_sum
        expected = total * share
        most = SIGMAS * math.sqrt(total * share * (1 - share))
        found = counts.get(node, 0)
        assert (
            abs(found - expected) <= most
        ), f"{node}: {found} of {total}, expected {expected:.0f} ± {most:.0f}; all: {counts}"
