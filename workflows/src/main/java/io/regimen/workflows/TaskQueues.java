package io.regimen.workflows;

/** Names of the task queues. Any number of workers may poll each of them. */
public final class TaskQueues {
    /** Workflow code and CPU activities. */
    public static final String CPU = "regimen-cpu";

    /** Training and forecasting of neural families. */
    public static final String GPU = "regimen-gpu";

    private TaskQueues() {}
}
