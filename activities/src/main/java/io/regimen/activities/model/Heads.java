package io.regimen.activities.model;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The steps ahead a model forecasts: always 1 and the horizon; between them every step up to {@link #EVERY_STEP_TO}, or
 * that many steps spaced geometrically for longer horizons.
 *
 * @param steps ascending, first 1, last the horizon
 */
public record Heads(List<Integer> steps) {
    /** Longest horizon with a head for every step; also the number of heads of longer ones. */
    public static final int EVERY_STEP_TO = 12;

    public Heads {
        steps = List.copyOf(steps);
    }

    public static Heads of(int horizon) {
        if (horizon <= EVERY_STEP_TO) {
            return new Heads(IntStream.rangeClosed(1, horizon).boxed().toList());
        }
        Stream<Integer> spaced = IntStream.range(0, EVERY_STEP_TO).mapToObj(i ->
                (int) Math.round(Math.pow(horizon, i / (EVERY_STEP_TO - 1.0))));
        return new Heads(spaced.distinct().toList());
    }

    public int size() {
        return steps.size();
    }

    public int step(int head) {
        return steps.get(head);
    }

    public int horizon() {
        return steps.getLast();
    }
}
