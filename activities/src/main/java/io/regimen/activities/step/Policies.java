package io.regimen.activities.step;

import io.regimen.db.PolicyRepository;
import io.regimen.db.PolicyRepository.PolicyRow;
import io.regimen.workflows.leader.LeaderPolicy;
import jakarta.inject.Singleton;

/** Which policy the leaders of a market follow. */
@Singleton
final class Policies {
    private final PolicyRepository policies;

    Policies(PolicyRepository policies) {
        this.policies = policies;
    }

    /** The policy of a market's leaders; a market without leaders gets the one that it should follow. The market is locked. */
    LeaderPolicy follow(String symbol, String timeframe) {
        return parse(policies.followed(symbol, timeframe).orElseGet(() -> {
            PolicyRow wanted = policies.wanted(symbol, timeframe);
            policies.follow(symbol, timeframe, wanted.id());
            return wanted;
        }));
    }

    /** The same for somebody who does not hold the lock of the market, and changes nothing. */
    LeaderPolicy look(String symbol, String timeframe) {
        return parse(policies.followed(symbol, timeframe).orElseGet(() -> policies.wanted(symbol, timeframe)));
    }

    static LeaderPolicy parse(PolicyRow row) {
        return Competition.policy(String.valueOf(row.policy()));
    }
}
