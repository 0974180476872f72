"""Every address works on either engine; what the rest of the policy asks is the same on both, and asked on one."""

import pytest

from tests.web.policy.table import POLICY


@pytest.mark.parametrize("name", POLICY)
def test_an_address_answers_somebody_to_whom_it_is_open(asked, visits, name):
    looking, sending = POLICY[name]
    path, body = asked(name)
    assert visits(min(looking.to)).get(path).status_code == looking.status
    assert visits(min(sending.to)).post(path, body).status_code == sending.status
