package io.regimen.api.grid;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.micronaut.context.annotation.Property;
import io.micronaut.http.HttpStatus;
import io.regimen.api.web.Rejection;
import io.regimen.workflows.CurveRequest;
import io.regimen.workflows.CurveWorkflow;
import io.regimen.workflows.GridRequest;
import io.regimen.workflows.GridTrainingWorkflow;
import io.regimen.workflows.RejudgeRequest;
import io.regimen.workflows.RejudgeWorkflow;
import io.regimen.workflows.StorageCheckRequest;
import io.regimen.workflows.StorageCheckWorkflow;
import io.regimen.workflows.StorageSweepWorkflow;
import io.regimen.workflows.SweepRequest;
import io.regimen.workflows.TaskQueues;
import io.regimen.workflows.regime.RegimeReport;
import io.regimen.workflows.regime.RegimeTestRequest;
import io.regimen.workflows.regime.RegimeTestWorkflow;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowTargetOptions;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Functions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The workflows of grids, rejudgements and the store as the API needs them. Every call ends within {@link #LIMIT_SECONDS},
 * a trial of regimes within {@link #TRIAL_SECONDS}: the Temporal client itself
 * waits a minute for a server that is away, and forever for a worker that is.
 */
@Singleton
final class GridWorkflows {
    private static final int LIMIT_SECONDS = 10;
    /** What a trial of regimes may take; a detector with many states on a long dataset fits for long. */
    private static final int TRIAL_SECONDS = 40;

    private static final String TRIAL_LATE = "The trial has not ended within " + TRIAL_SECONDS
            + " seconds: take a shorter dataset, or give a detector fewer"
            + " states or features, a smaller train or a larger refit. If it is none of these, no worker answers";
    /** What a curve may take before its asker is told to ask again. */
    private static final int CURVE_SECONDS = 5;

    private final WorkflowClient client;
    private final @Nullable String webUi;
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();

    GridWorkflows(WorkflowClient client, @Property(name = "regimen.temporal.ui") @Nullable String webUi) {
        this.client = client;
        this.webUi = webUi == null || webUi.isBlank() ? null : webUi.replaceAll("/+$", "");
    }

    /**
     * Starts the workflow of a request without problems.
     *
     * @throws Rejection 409 if the grid's workflow is open
     */
    WorkflowExecution start(GridRequest request, String summary) {
        String name = String.valueOf(request.name());
        WorkflowOptions options = options(GridRequest.workflowId(name), summary);
        try {
            return within(() ->
                    WorkflowClient.start(client.newWorkflowStub(GridTrainingWorkflow.class, options)::run, request));
        } catch (WorkflowExecutionAlreadyStarted e) {
            throw Rejection.conflict("Grid " + name + " is running: watch or cancel it, or choose another name");
        }
    }

    /**
     * Starts the workflow of a request without problems.
     *
     * @throws Rejection 409 if the rejudgement's workflow is open
     */
    WorkflowExecution start(RejudgeRequest request, String summary) {
        String name = String.valueOf(request.name());
        WorkflowOptions options = options(RejudgeRequest.workflowId(name), summary);
        try {
            return within(
                    () -> WorkflowClient.start(client.newWorkflowStub(RejudgeWorkflow.class, options)::run, request));
        } catch (WorkflowExecutionAlreadyStarted e) {
            throw Rejection.conflict(
                    "Rejudgement " + name + " is running: wait for it or cancel it, or choose another name");
        }
    }

    /**
     * Has the detail of a backtest made, by a workflow that is open or by a new one, and waits for it for a short while.
     *
     * @return whether it is stored now; else it is still worked on
     * @throws Rejection 422 with the reason if it cannot be made
     */
    boolean described(CurveRequest request) {
        WorkflowOptions options = WorkflowOptions.newBuilder(
                        options(request.workflowId(), "curve, asked for through the API"))
                .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                .build();
        try {
            return within(() -> {
                CurveWorkflow curve = client.newWorkflowStub(CurveWorkflow.class, options);
                WorkflowClient.start(curve::run, request);
                try {
                    WorkflowStub.fromTyped(curve).getResult(CURVE_SECONDS, TimeUnit.SECONDS, Boolean.class);
                    return true;
                } catch (TimeoutException e) {
                    return false;
                }
            });
        } catch (WorkflowFailedException e) {
            throw new Rejection(HttpStatus.UNPROCESSABLE_ENTITY, sentence(reason(e)), List.of());
        }
    }

    /** A reason as a sentence of its own. */
    private static String sentence(String reason) {
        return reason.isEmpty() ? reason : Character.toUpperCase(reason.charAt(0)) + reason.substring(1);
    }

    /**
     * Tries a regime set and waits for the answer.
     *
     * @throws Rejection 422 with the reason if it cannot be tried
     */
    RegimeReport test(RegimeTestRequest request) {
        WorkflowOptions options =
                options("regimes-test-" + UUID.randomUUID(), "tries regimes on " + request.datasetHash());
        try {
            return within(
                    TRIAL_SECONDS,
                    TRIAL_LATE,
                    () -> client.newWorkflowStub(RegimeTestWorkflow.class, options)
                            .run(request));
        } catch (WorkflowFailedException e) {
            throw new Rejection(HttpStatus.UNPROCESSABLE_ENTITY, sentence(reason(e)), List.of());
        }
    }

    /**
     * Starts a sweep whose request has no problems.
     *
     * @throws Rejection 409 if one that was started by hand is running
     */
    WorkflowExecution start(SweepRequest request, String summary) {
        WorkflowOptions options = options(SweepRequest.WORKFLOW_ID, summary);
        try {
            return within(() ->
                    WorkflowClient.start(client.newWorkflowStub(StorageSweepWorkflow.class, options)::run, request));
        } catch (WorkflowExecutionAlreadyStarted e) {
            throw Rejection.conflict("A sweep is running: wait for it");
        }
    }

    /**
     * Starts a check of the store whose request has no problems.
     *
     * @throws Rejection 409 if one of this kind is running
     */
    WorkflowExecution start(StorageCheckRequest request, String summary) {
        WorkflowOptions options = options(request.kindOrDefault().workflowId(), summary);
        try {
            return within(() ->
                    WorkflowClient.start(client.newWorkflowStub(StorageCheckWorkflow.class, options)::run, request));
        } catch (WorkflowExecutionAlreadyStarted e) {
            throw Rejection.conflict("A " + request.kindOrDefault() + " is running: wait for it");
        }
    }

    /**
     * Starts a workflow and waits for its answer for a short while.
     *
     * @param busy what is said if one of this id is open
     * @return null if it is still working
     * @throws Rejection 409 if one is open, 422 with the reason if it failed
     */
    <W, Q, A> @Nullable A run(
            String workflowId,
            String summary,
            String busy,
            Class<W> type,
            BiFunction<W, Q, A> method,
            Q request,
            Class<A> answer) {
        WorkflowOptions options = options(workflowId, summary);
        try {
            return within(() -> {
                W workflow = client.newWorkflowStub(type, options);
                WorkflowClient.start((Functions.Func<A>) () -> method.apply(workflow, request));
                try {
                    return WorkflowStub.fromTyped(workflow).getResult(CURVE_SECONDS, TimeUnit.SECONDS, answer);
                } catch (TimeoutException e) {
                    return null;
                }
            });
        } catch (WorkflowExecutionAlreadyStarted e) {
            throw Rejection.conflict(busy + ": wait for it");
        } catch (WorkflowFailedException e) {
            throw new Rejection(HttpStatus.UNPROCESSABLE_ENTITY, sentence(reason(e)), List.of());
        }
    }

    private static WorkflowOptions options(String workflowId, String summary) {
        return WorkflowOptions.newBuilder()
                .setWorkflowId(workflowId)
                .setTaskQueue(TaskQueues.CPU)
                .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
                .setStaticSummary(summary)
                .build();
    }

    /** Sends a signal; false if no workflow of this id is open. */
    boolean signal(String workflowId, Consumer<GridTrainingWorkflow> signal) {
        return found(() -> signal.accept(client.newWorkflowStub(GridTrainingWorkflow.class, workflowId)));
    }

    /** Requests cancellation; false if no workflow of this id is open. */
    boolean cancel(String workflowId) {
        // Temporal takes the cancellation of a workflow that has ended for a success
        return state(workflowId)
                        .filter(state -> state.isOpen() || !state.isKnown())
                        .isPresent()
                && found(() -> client.newUntypedWorkflowStub(workflowId).cancel("asked for through the API"));
    }

    /** Sets the window and returns the one before; empty if no workflow of this id is open. */
    Optional<Integer> setWindow(String workflowId, int window) {
        try {
            return Optional.of(within(() -> client.newWorkflowStub(GridTrainingWorkflow.class, workflowId)
                    .setWindow(window)));
        } catch (WorkflowNotFoundException e) {
            return Optional.empty();
        } catch (WorkflowUpdateException e) {
            throw Rejection.conflict("The grid refused the window: " + reason(e));
        }
    }

    /** The newest execution under an id; empty if there never was one, or it is forgotten. */
    Optional<WorkflowState> state(String workflowId) {
        try {
            WorkflowStub stub = client.newUntypedWorkflowStub(workflowId);
            WorkflowExecutionDescription found = within(stub::describe);
            String status = found.getStatus()
                    .name()
                    .replace("WORKFLOW_EXECUTION_STATUS_", "")
                    .toLowerCase(Locale.ROOT);
            return Optional.of(new WorkflowState(
                    status,
                    found.getExecution().getRunId(),
                    found.getStartTime(),
                    found.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_FAILED
                            ? failure(found.getExecution())
                            : null,
                    link(found.getExecution())));
        } catch (WorkflowNotFoundException e) {
            return Optional.empty();
        } catch (Rejection e) {
            return Optional.of(WorkflowState.UNKNOWN);
        }
    }

    /** Page of an execution in the Temporal Web UI, if the address of that is known. */
    @Nullable
    String link(WorkflowExecution execution) {
        return webUi == null
                ? null
                : webUi + "/namespaces/" + client.getOptions().getNamespace() + "/workflows/"
                        + execution.getWorkflowId() + "/" + execution.getRunId() + "/history";
    }

    @PreDestroy
    void close() {
        calls.shutdownNow();
    }

    private String failure(WorkflowExecution execution) {
        WorkflowStub stub = client.newUntypedWorkflowStub(WorkflowTargetOptions.newBuilder()
                .setWorkflowExecution(execution)
                .build());
        try {
            return within(() -> stub.getResult(LIMIT_SECONDS, TimeUnit.SECONDS, Object.class))
                    .toString();
        } catch (WorkflowFailedException e) {
            return reason(e);
        }
    }

    /** The innermost failure that one of our steps reported. */
    private static String reason(Throwable thrown) {
        String reason = "no reason given";
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ApplicationFailure failure && failure.getOriginalMessage() != null) {
                reason = failure.getOriginalMessage();
            }
        }
        return reason;
    }

    private boolean found(Runnable call) {
        try {
            within(() -> {
                call.run();
                return true;
            });
            return true;
        } catch (WorkflowNotFoundException e) {
            return false;
        }
    }

    private <T> T within(Callable<T> call) {
        return within(LIMIT_SECONDS, "Temporal or its workers do not answer", call);
    }

    private <T> T within(int seconds, String late, Callable<T> call) {
        Future<T> running = calls.submit(call);
        try {
            return running.get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            running.cancel(true);
            throw silent(late);
        } catch (InterruptedException e) {
            running.cancel(true);
            Thread.currentThread().interrupt();
            throw silent("The server is stopping");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw isAway(cause) ? silent("Temporal does not answer") : cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static boolean isAway(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof StatusRuntimeException status) {
                Status.Code code = status.getStatus().getCode();
                return code == Status.Code.UNAVAILABLE || code == Status.Code.DEADLINE_EXCEEDED;
            }
        }
        return false;
    }

    static Rejection silent(String detail) {
        return Rejection.unavailable(detail + "; GET /health/readiness says more. Try again in a moment");
    }
}
