"""How a check of rules ends: what is wrong, one line of sum, the status."""

import sys


def unused(accepted, used):
    """What is accepted and never met need not be accepted."""
    return [f"{rule} is accepted, but not there: {why}"
            for rule, why in accepted.items() if rule not in used]


def conclude(name, judged, wrong, most=12):
    for fault in wrong[:most]:
        print(f"  {name}: {fault}"[:400])
    print(f"{name}: {judged}, {len(wrong)} wrong")
    sys.exit(len(wrong) > 0)
