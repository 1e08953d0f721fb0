package io.regimen.workercpu;

import io.regimen.activities.artifact.ObjectStore;
import io.regimen.activities.step.ActivityContext;
import io.regimen.activities.step.FaultPoint;
import io.regimen.activities.step.PollingWorker;
import io.regimen.workercpu.model.CpuFamilies;
import io.regimen.workflows.CurveWorkflowImpl;
import io.regimen.workflows.GridRangeWorkflowImpl;
import io.regimen.workflows.GridTrainingWorkflowImpl;
import io.regimen.workflows.ModelWorkflowImpl;
import io.regimen.workflows.RejudgeWorkflowImpl;
import io.regimen.workflows.StorageCheckWorkflowImpl;
import io.regimen.workflows.StorageSweepWorkflowImpl;
import io.regimen.workflows.TaskQueues;
import io.regimen.workflows.leader.LeaderChangeWorkflowImpl;
import io.regimen.workflows.leader.LeaderPolicyWorkflowImpl;
import io.regimen.workflows.regime.RegimeTestWorkflowImpl;
import io.temporal.client.WorkflowClient;
import io.temporal.common.converter.DataConverterException;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.WorkflowImplementationOptions;
import java.util.Map;

/** Polls {@link TaskQueues#CPU}: workflow code on virtual threads, activities on platform threads. */
public final class CpuWorker {
    private CpuWorker() {}

    /**
     * Starts polling.
     *
     * @param properties of the datasource, see {@link ActivityContext#start}
     * @param slots activities at a time
     */
    public static PollingWorker start(
            Map<String, Object> properties, WorkflowClient client, ObjectStore store, FaultPoint faults, int slots) {
        ActivityContext activities = ActivityContext.start(properties, client, store, CpuFamilies.all(), faults);
        WorkerFactory factory = WorkerFactory.newInstance(
                client,
                WorkerFactoryOptions.newBuilder()
                        .setUsingVirtualWorkflowThreads(true)
                        .build());
        Worker worker = factory.newWorker(
                TaskQueues.CPU,
                WorkerOptions.newBuilder()
                        .setMaxConcurrentActivityExecutionSize(slots)
                        .setMaxHeartbeatThrottleInterval(PollingWorker.BEAT_AT_MOST_EVERY)
                        .build());
        // an input that is no JSON of the expected shape fails the workflow instead of being retried for ever
        worker.registerWorkflowImplementationTypes(
                WorkflowImplementationOptions.newBuilder()
                        .setFailWorkflowExceptionTypes(DataConverterException.class)
                        .build(),
                GridTrainingWorkflowImpl.class,
                GridRangeWorkflowImpl.class,
                ModelWorkflowImpl.class,
                RejudgeWorkflowImpl.class,
                CurveWorkflowImpl.class,
                RegimeTestWorkflowImpl.class,
                LeaderChangeWorkflowImpl.class,
                LeaderPolicyWorkflowImpl.class,
                StorageSweepWorkflowImpl.class,
                StorageCheckWorkflowImpl.class);
        worker.registerActivitiesImplementations(
                activities.gridSteps(),
                activities.cellSteps(),
                activities.trainStep(),
                activities.backtestStep(),
                activities.rejudgeSteps(),
                activities.curveStep(),
                activities.regimeSteps(),
                activities.leaderSteps(),
                activities.storageSteps());
        return new PollingWorker(factory, activities);
    }
}
