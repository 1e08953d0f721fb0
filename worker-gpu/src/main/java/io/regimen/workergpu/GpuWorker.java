package io.regimen.workergpu;

import io.regimen.activities.artifact.ObjectStore;
import io.regimen.activities.model.ModelFamily;
import io.regimen.activities.model.MomentumFamily;
import io.regimen.activities.model.ZeroFamily;
import io.regimen.activities.step.ActivityContext;
import io.regimen.activities.step.FaultPoint;
import io.regimen.workflows.TaskQueues;
import io.temporal.client.WorkflowClient;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Polls {@link TaskQueues#GPU} for training only, one at a time: a GPU is not shared by two trainings. It knows the
 * baselines; neural families are added to {@link #FAMILIES}. A cell of a family that it does not know fails as
 * UNSUPPORTED.
 */
public final class GpuWorker implements AutoCloseable {
    private static final List<ModelFamily> FAMILIES = List.of(new ZeroFamily(), new MomentumFamily());
    private static final long ORDERLY_SECONDS = 20;

    private final WorkerFactory factory;
    private final ActivityContext activities;

    private GpuWorker(WorkerFactory factory, ActivityContext activities) {
        this.factory = factory;
        this.activities = activities;
    }

    /**
     * Starts polling.
     *
     * @param properties of the datasource, see {@link ActivityContext#start}
     */
    public static GpuWorker start(
            Map<String, Object> properties, WorkflowClient client, ObjectStore store, FaultPoint faults) {
        ActivityContext activities = ActivityContext.start(properties, client, store, FAMILIES, faults);
        WorkerFactory factory = WorkerFactory.newInstance(client);
        Worker worker = factory.newWorker(
                TaskQueues.GPU,
                WorkerOptions.newBuilder()
                        .setMaxConcurrentActivityExecutionSize(1)
                        .build());
        worker.registerActivitiesImplementations(activities.trainStep());
        factory.start();
        return new GpuWorker(factory, activities);
    }

    /** Stops polling, lets the running training end for a while, then interrupts it: Temporal repeats it elsewhere. */
    @Override
    public void close() {
        factory.shutdown();
        factory.awaitTermination(ORDERLY_SECONDS, TimeUnit.SECONDS);
        factory.shutdownNow();
        activities.close();
    }
}
