package io.regimen.workflows;

import io.temporal.activity.Activity;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Runs to judge again over maps instead of a database: they can be held, made to fail, or have ended before. */
final class FakeRejudgements implements RejudgeActivities {
    /** Runs that planning finds judged before. */
    int alreadyJudged;

    /** The run that another rejudgement judges between plan and claim. */
    int judgedMeanwhile = -1;

    private final int total;
    private final Map<Integer, RejudgeResult> ended = new ConcurrentHashMap<>();
    private final Map<Integer, List<String>> steps = new ConcurrentHashMap<>();
    private final Map<Integer, FailureKind> backtestFailures = new ConcurrentHashMap<>();
    private final Map<Integer, Integer> judgeFailures = new ConcurrentHashMap<>();
    private final Map<Integer, CountDownLatch> held = new ConcurrentHashMap<>();
    private final ConcurrentSkipListSet<Integer> started = new ConcurrentSkipListSet<>();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger mostOpen = new AtomicInteger();

    FakeRejudgements(int total) {
        this.total = total;
    }

    void failBacktest(int position, FailureKind kind) {
        backtestFailures.put(position, kind);
    }

    void failJudge(int position, int times) {
        judgeFailures.put(position, times);
    }

    void hold(int position) {
        held.put(position, new CountDownLatch(1));
    }

    void release(int position) {
        java.util.Objects.requireNonNull(held.get(position)).countDown();
    }

    void awaitStart(int position) {
        for (int i = 0; i < 500 && !started.contains(position); i++) {
            sleep();
        }
        if (!started.contains(position)) {
            throw new AssertionError("run " + position + " did not start");
        }
    }

    List<String> stepsOf(int position) {
        return steps.getOrDefault(position, List.of());
    }

    @Nullable
    RejudgeResult resultOf(int position) {
        return ended.get(position);
    }

    int mostOpen() {
        return mostOpen.get();
    }

    @Override
    public PlannedRejudgement plan(RejudgeRequest request) {
        IntStream.range(0, alreadyJudged)
                .forEach(i -> ended.put(i, RejudgeResult.of(i, RejudgeStatus.ALREADY_JUDGED, "before")));
        return new PlannedRejudgement(1, String.valueOf(request.name()), total, tally(), request.executionOrDefault());
    }

    @Override
    public List<RejudgeRun> pendingRuns(PlannedRejudgement planned) {
        return IntStream.range(0, total)
                .filter(i -> !ended.containsKey(i))
                .mapToObj(i -> new RejudgeRun(new RejudgeRef(1, i, 100 + i), "run " + (100 + i)))
                .toList();
    }

    @Override
    public RejudgeResult backtest(RejudgeRef run) {
        int position = run.position();
        mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
        try {
            note(run, "backtest");
            started.add(position);
            FailureKind failure = backtestFailures.get(position);
            if (failure != null) {
                throw ApplicationFailure.newFailure("injected", failure.name());
            }
            CountDownLatch latch = held.get(position);
            while (latch != null && !opened(latch)) {
                Activity.getExecutionContext().heartbeat(null);
            }
            return position == judgedMeanwhile
                    ? ended(RejudgeResult.of(position, RejudgeStatus.ALREADY_JUDGED, "meanwhile"))
                    : RejudgeResult.of(position, RejudgeStatus.RUNNING, null);
        } finally {
            open.decrementAndGet();
        }
    }

    @Override
    public RejudgeResult judge(RejudgeRef run) {
        if (judgeFailures.merge(run.position(), -1, Integer::sum) >= 0) {
            throw ApplicationFailure.newFailure("injected", "SOMETHING");
        }
        note(run, "judge");
        return ended(new RejudgeResult(run.position(), RejudgeStatus.JUDGED, List.of("calm_ranging"), null, null));
    }

    @Override
    public RejudgeResult end(RejudgeRef run, RejudgeResult result) {
        note(run, "end");
        return ended(result);
    }

    @Override
    public RejudgeProgress finish(PlannedRejudgement planned, boolean cancelled) {
        IntStream.range(0, total)
                .forEach(i -> ended.putIfAbsent(i, RejudgeResult.of(i, RejudgeStatus.CANCELLED, null)));
        return new RejudgeProgress(1, total, tally(), cancelled ? "cancelled" : "completed");
    }

    private RejudgeResult ended(RejudgeResult result) {
        ended.put(result.position(), result);
        return result;
    }

    private RejudgeTally tally() {
        RejudgeTally out = RejudgeTally.NONE;
        for (RejudgeResult result : ended.values()) {
            out = out.plus(result.status());
        }
        return out;
    }

    private void note(RejudgeRef run, String step) {
        steps.computeIfAbsent(run.position(), i -> new CopyOnWriteArrayList<>()).add(step);
    }

    private static boolean opened(CountDownLatch latch) {
        try {
            return latch.await(100, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
