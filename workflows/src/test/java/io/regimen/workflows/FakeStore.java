package io.regimen.workflows;

import io.temporal.activity.Activity;
import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Activities over maps instead of a database, with cells that can be held or made to fail. */
final class FakeStore implements GridActivities, CellActivities, TrainActivities, BacktestActivities {
    int alreadyTrained;
    private final Map<Integer, CellResult> cells = new ConcurrentHashMap<>();
    private final Map<Integer, List<String>> steps = new ConcurrentHashMap<>();
    private final Map<Integer, FailureKind> trainingFailures = new ConcurrentHashMap<>();
    private final Map<Integer, Integer> backtestFailures = new ConcurrentHashMap<>();
    private final Map<Integer, CountDownLatch> held = new ConcurrentHashMap<>();
    private final ConcurrentSkipListSet<Integer> training = new ConcurrentSkipListSet<>();
    private final List<String> marked = new CopyOnWriteArrayList<>();
    private final java.util.concurrent.atomic.AtomicInteger finished = new java.util.concurrent.atomic.AtomicInteger();
    private volatile int total;
    private volatile int configurations;

    void failTraining(int index, FailureKind kind) {
        trainingFailures.put(index, kind);
    }

    void healTraining(int index) {
        trainingFailures.remove(index);
    }

    void failBacktests(int index, int times) {
        backtestFailures.put(index, times);
    }

    void hold(int index) {
        held.put(index, new CountDownLatch(1));
    }

    void release(int index) {
        java.util.Objects.requireNonNull(held.get(index)).countDown();
    }

    void awaitTraining(int index) {
        for (int i = 0; i < 500 && !training.contains(index); i++) {
            sleep(20);
        }
        if (!training.contains(index)) {
            throw new AssertionError("cell " + index + " did not start training");
        }
    }

    List<String> stepsOf(int index) {
        return steps.getOrDefault(index, List.of());
    }

    @Nullable
    CellStatus statusOf(int index) {
        CellResult result = cells.get(index);
        return result == null ? null : result.status();
    }

    @Nullable
    FailureKind failureOf(int index) {
        CellResult result = cells.get(index);
        return result == null ? null : result.failureKind();
    }

    String markedState() {
        return marked.getLast();
    }

    int finishedGrids() {
        return finished.get();
    }

    @Override
    public PlannedGrid plan(GridRequest request) {
        List<CellConfig> all = GridPlanner.expand(request);
        total = all.size();
        configurations = request.inferenceOrDefault().size(all.getFirst().horizon());
        IntStream.range(0, alreadyTrained).forEach(i -> cells.put(i, CellResult.of(i, CellStatus.SKIPPED)));
        return planned(String.valueOf(request.name()), request.executionOrDefault());
    }

    private PlannedGrid planned(String name, Execution execution) {
        List<Integer> ranges = IntStream.range(0, total)
                .filter(i -> !cells.containsKey(i))
                .map(i -> i / PlannedGrid.RANGE * PlannedGrid.RANGE)
                .distinct()
                .boxed()
                .toList();
        return new PlannedGrid(1, name, total, alreadyTrained, ranges, execution);
    }

    @Override
    public List<ModelInput> pendingCells(PlannedGrid grid, int offset, int count) {
        return IntStream.range(offset, Math.min(total, offset + count))
                .filter(i -> !cells.containsKey(i))
                .mapToObj(i -> new ModelInput(
                        1, grid.name(), i, "cell " + i, "EURUSD/1h", "ridge", TaskQueues.CPU, grid.execution()))
                .toList();
    }

    @Override
    public void skipCells(long gridId, List<Integer> indices) {
        indices.forEach(i -> cells.putIfAbsent(i, CellResult.of(i, CellStatus.SKIPPED)));
    }

    @Override
    public PlannedGrid requeueFailed(PlannedGrid grid) {
        cells.values().removeIf(result -> result.status() == CellStatus.FAILED);
        return planned(grid.name(), grid.execution());
    }

    @Override
    public void markState(long gridId, String state, @Nullable String waitsFor) {
        marked.add(waitsFor == null ? state : state + ": " + waitsFor);
    }

    @Override
    public GridProgress finish(PlannedGrid grid, boolean cancelled) {
        finished.incrementAndGet();
        IntStream.range(0, total).forEach(i -> cells.putIfAbsent(i, CellResult.of(i, CellStatus.CANCELLED)));
        Tally ended = new TreeMap<>(cells)
                .values().stream()
                        .map(result -> Tally.NONE.plus(result.status()))
                        .reduce(Tally.NONE, Tally::plus);
        return new GridProgress(1, total, alreadyTrained, ended, false, 1, cancelled ? "cancelled" : "completed");
    }

    @Override
    public Claim claim(long gridId, int index) {
        CellResult ended = cells.get(index);
        return ended == null ? new Claim((long) index, null) : new Claim(null, ended);
    }

    @Override
    public Trained train(RunRef run) {
        note(run, "train");
        training.add(run.index());
        FailureKind failure = trainingFailures.get(run.index());
        if (failure != null) {
            throw ApplicationFailure.newFailure("injected", failure.name());
        }
        CountDownLatch latch = held.get(run.index());
        while (latch != null && !opened(latch)) {
            Activity.getExecutionContext().heartbeat(null);
        }
        return new Trained("00", 1);
    }

    @Override
    public int backtest(RunRef run) {
        if (backtestFailures.merge(run.index(), -1, Integer::sum) >= 0) {
            throw ApplicationFailure.newFailure("injected", "SOMETHING");
        }
        note(run, "backtest");
        return configurations;
    }

    @Override
    public void awaitSpace(RunRef run) {
        note(run, "await");
        if (trainingFailures.get(run.index()) == FailureKind.NO_SPACE) {
            throw ApplicationFailure.newFailure("injected", FailureKind.NO_SPACE.name());
        }
    }

    @Override
    public Judgement judge(RunRef run) {
        note(run, "judge");
        return new Judgement(List.of(), false);
    }

    @Override
    public CellResult finish(RunRef run, CellResult result) {
        note(run, "finish");
        cells.put(run.index(), result);
        return result;
    }

    private void note(RunRef run, String step) {
        steps.computeIfAbsent(run.index(), i -> new CopyOnWriteArrayList<>(new ArrayList<>()))
                .add(step + " " + run.index());
    }

    private static boolean opened(CountDownLatch latch) {
        try {
            return latch.await(100, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
