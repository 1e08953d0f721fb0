package io.regimen.workergpu;

import io.regimen.activities.artifact.ObjectStore;
import io.regimen.activities.model.ModelFamily;
import io.regimen.activities.model.MomentumFamily;
import io.regimen.activities.model.ZeroFamily;
import io.regimen.activities.step.ActivityContext;
import io.regimen.activities.step.FaultPoint;
import io.regimen.activities.step.PollingWorker;
import io.regimen.workflows.TaskQueues;
import io.temporal.client.WorkflowClient;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import java.util.List;
import java.util.Map;

/**
 * Polls {@link TaskQueues#GPU} for training only, one at a time: a GPU is not shared by two trainings. It knows the
 * baselines; neural families are added to {@link #FAMILIES}. A cell of a family that it does not know fails as
 * UNSUPPORTED.
 */
public final class GpuWorker {
    private static final List<ModelFamily> FAMILIES = List.of(new ZeroFamily(), new MomentumFamily());

    private GpuWorker() {}

    /**
     * Starts polling.
     *
     * @param properties of the datasource, see {@link ActivityContext#start}
     */
    public static PollingWorker start(
            Map<String, Object> properties, WorkflowClient client, ObjectStore store, FaultPoint faults) {
        ActivityContext activities = ActivityContext.start(properties, client, store, FAMILIES, faults);
        WorkerFactory factory = WorkerFactory.newInstance(client);
        Worker worker = factory.newWorker(
                TaskQueues.GPU,
                WorkerOptions.newBuilder()
                        .setMaxConcurrentActivityExecutionSize(1)
                        .setMaxHeartbeatThrottleInterval(PollingWorker.BEAT_AT_MOST_EVERY)
                        .build());
        worker.registerActivitiesImplementations(activities.trainStep());
        return new PollingWorker(factory, activities);
    }
}
