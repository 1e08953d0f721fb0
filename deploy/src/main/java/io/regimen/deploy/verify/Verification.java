package io.regimen.deploy.verify;

import io.regimen.deploy.role.Backend;
import io.regimen.deploy.role.Sql;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Checks the promises of the system on what is stored now. It reads only, and may run beside a working system. */
public final class Verification {
    private final Backend backend;
    private final WorkflowClient client;

    public Verification(Backend backend, WorkflowClient client) {
        this.backend = backend;
        this.client = client;
    }

    /** All violations; empty if every promise is kept. */
    public List<Finding> run(Instant now) {
        Sql sql = new Sql(backend);
        TableChecks tables = new TableChecks(sql);
        List<Finding> out = new ArrayList<>();
        out.addAll(tables.cells(this::isOpen));
        out.addAll(tables.backtests());
        out.addAll(new LeaderCheck(sql, backend).leaders());
        out.addAll(new VerdictCheck(sql).verdicts());
        out.addAll(new FileCheck(sql, backend.store()).files(tables.liveKeys(), now));
        out.addAll(new StreamCheck(sql).streams());
        out.addAll(tables.notifications());
        return out;
    }

    private boolean isOpen(String workflowId) {
        try {
            return client.newUntypedWorkflowStub(workflowId).describe().getStatus()
                    == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
        } catch (WorkflowNotFoundException e) {
            return false;
        }
    }
}
