package io.regimen.workflows.leader;

import io.regimen.workflows.StepEnds;
import java.util.List;

/**
 * Stores the policy, then ranks one market after the other, each in one transaction: until its turn comes a market follows
 * the policy that it did. Whatever dies in between, the steps that are left are done by another worker; also markets that an
 * earlier change has not reached are ranked.
 */
public class LeaderPolicyWorkflowImpl implements LeaderPolicyWorkflow {
    @Override
    public LeaderPolicyChanged run(LeaderPolicyRequest request) {
        StepEnds.check(request.problems());
        return StepEnds.reasoned(() -> {
            LeaderPolicySaved saved = LeaderSteps.stub("save the policy").save(request);
            List<String> markets = LeaderSteps.stub("which markets").marketsToRank();
            int leaders = 0;
            for (String market : markets) {
                leaders += LeaderSteps.stub("rank " + market).rank(market);
            }
            LeaderSteps.stub("delete files that nothing keeps").deleteFiles();
            return new LeaderPolicyChanged(saved, markets.size(), leaders);
        });
    }
}
