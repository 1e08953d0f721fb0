package io.regimen.activities.step;

import io.micronaut.context.ApplicationContext;
import io.regimen.activities.artifact.ObjectStore;
import io.regimen.activities.model.ModelFamily;
import io.temporal.client.WorkflowClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The activities of one worker, wired together in a context of their own: several workers may share a JVM. */
public final class ActivityContext implements AutoCloseable {
    private final ApplicationContext context;

    private ActivityContext(ApplicationContext context) {
        this.context = context;
    }

    /**
     * Connects to the database, migrates it if it is behind, and builds the activities.
     *
     * @param properties {@code datasources.default.url}, {@code .username}, {@code .password}
     * @param client asked whether workflows are open; stays the caller's to shut down, like the store
     * @param families what this worker can train and read
     */
    public static ActivityContext start(
            Map<String, Object> properties,
            WorkflowClient client,
            ObjectStore store,
            List<ModelFamily> families,
            FaultPoint faults) {
        Map<String, Object> merged = new HashMap<>(properties);
        merged.putIfAbsent("endpoints.all.enabled", false);
        ApplicationContext context = ApplicationContext.builder()
                .deduceEnvironment(false)
                .environmentPropertySource(false)
                .banner(false)
                .properties(merged)
                .build();
        context.registerSingleton(WorkflowClient.class, client);
        context.registerSingleton(ObjectStore.class, store);
        context.registerSingleton(Families.class, new Families(families));
        context.registerSingleton(FaultPoint.class, faults);
        try {
            return new ActivityContext(context.start());
        } catch (RuntimeException e) {
            context.close();
            throw e;
        }
    }

    /** The activity implementations, ready to be registered with a worker. */
    public GridSteps gridSteps() {
        return context.getBean(GridSteps.class);
    }

    public CellSteps cellSteps() {
        return context.getBean(CellSteps.class);
    }

    public TrainStep trainStep() {
        return context.getBean(TrainStep.class);
    }

    public BacktestStep backtestStep() {
        return context.getBean(BacktestStep.class);
    }

    public RejudgeSteps rejudgeSteps() {
        return context.getBean(RejudgeSteps.class);
    }

    public CurveStep curveStep() {
        return context.getBean(CurveStep.class);
    }

    public RegimeSteps regimeSteps() {
        return context.getBean(RegimeSteps.class);
    }

    public LeaderSteps leaderSteps() {
        return context.getBean(LeaderSteps.class);
    }

    public StorageSteps storageSteps() {
        return context.getBean(StorageSteps.class);
    }

    /** Closes the connections to the database. */
    @Override
    public void close() {
        context.close();
    }
}
