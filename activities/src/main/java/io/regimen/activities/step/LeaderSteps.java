package io.regimen.activities.step;

import io.regimen.db.FileBatches.By;
import io.regimen.workflows.leader.LeaderActivities;
import io.regimen.workflows.leader.LeaderChange;
import io.regimen.workflows.leader.LeaderChanged;
import io.regimen.workflows.leader.LeaderPolicyRequest;
import io.regimen.workflows.leader.LeaderPolicySaved;
import io.temporal.activity.Activity;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Steps of changes to who leads, by hand and by a new policy. */
@Singleton
public final class LeaderSteps implements LeaderActivities {
    private final LeaderChanges changes;
    private final PolicyChanges policies;
    private final FileDeletion deletion;

    LeaderSteps(LeaderChanges changes, PolicyChanges policies, FileDeletion deletion) {
        this.changes = changes;
        this.policies = policies;
        this.deletion = deletion;
    }

    @Override
    public LeaderChanged change(LeaderChange change) {
        PolicyChanges.refuse(change.problems());
        return changes.change(change.by(Objects.requireNonNull(change.action()), author(change.createdBy())));
    }

    @Override
    public LeaderPolicySaved save(LeaderPolicyRequest request) {
        PolicyChanges.refuse(request.problems());
        @Nullable String execution = Activity.getExecutionContext().getInfo().getWorkflowRunId();
        if (execution == null) {
            throw new IllegalStateException("runs only inside a workflow");
        }
        return policies.save(request.by(author(request.createdBy())), execution);
    }

    @Override
    public List<String> marketsToRank() {
        return policies.stale();
    }

    @Override
    public int rank(String market) {
        Heartbeat heartbeat = new Heartbeat();
        int slash = market.lastIndexOf('/');
        return policies.rank(
                market.substring(0, slash), market.substring(slash + 1), () -> heartbeat.moved("ranks " + market));
    }

    @Override
    public void deleteFiles() {
        Heartbeat heartbeat = new Heartbeat();
        deletion.deleteAll(new By(Cells.owner(), null), () -> heartbeat.moved("deletes"));
    }

    private static String author(@Nullable String createdBy) {
        return createdBy == null ? "temporal" : createdBy;
    }
}
