package io.regimen.deploy.role;

import io.regimen.activities.artifact.ObjectStore;
import io.regimen.activities.step.FaultPoint;
import io.regimen.deploy.settings.Settings;
import io.regimen.workercpu.CpuWorker;
import io.regimen.workergpu.GpuWorker;
import io.temporal.client.WorkflowClient;
import java.util.Map;

/** A worker of this machine: connects to the three servers, then polls. */
public abstract class WorkerRole implements Role {
    /** Polls the CPU queue. */
    public static final Role CPU = new WorkerRole("worker-cpu") {
        @Override
        AutoCloseable work(Map<String, Object> database, WorkflowClient client, ObjectStore store, FaultPoint faults) {
            AutoCloseable worker = CpuWorker.start(database, client, store, faults, slots());
            SweepSchedule.create(client);
            return worker;
        }
    };

    /** Polls the GPU queue. */
    public static final Role GPU = new WorkerRole("worker-gpu") {
        @Override
        AutoCloseable work(Map<String, Object> database, WorkflowClient client, ObjectStore store, FaultPoint faults) {
            return GpuWorker.start(database, client, store, faults);
        }
    };

    private final String name;

    private WorkerRole(String name) {
        this.name = name;
    }

    abstract AutoCloseable work(
            Map<String, Object> database, WorkflowClient client, ObjectStore store, FaultPoint faults);

    @Override
    public String name() {
        return name;
    }

    @Override
    public AutoCloseable start(Settings settings) {
        WorkflowClient client = Connections.temporal(settings.temporal(), name);
        ObjectStore store = Connections.store(settings.store());
        SearchAttributes.register(client);
        store.createBucketIfMissing();
        AutoCloseable worker = work(
                Connections.database(settings.database(), slots() + 4),
                client,
                store,
                InjectedFaults.fromEnvironment(settings.home()));
        return () -> {
            worker.close();
            store.close();
            client.getWorkflowServiceStubs().shutdownNow();
        };
    }

    /**
     * More than the cores: while one cell waits for the database, another computes; and a worker with a free slot is handed
     * the next step of a cell at once. How much runs at a time is the window of the grids.
     */
    static int slots() {
        return 4 * Runtime.getRuntime().availableProcessors();
    }
}
