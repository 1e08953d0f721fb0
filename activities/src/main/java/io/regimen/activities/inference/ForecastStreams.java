package io.regimen.activities.inference;

import io.regimen.activities.model.ForecastModel;
import io.regimen.activities.model.Heads;
import io.regimen.activities.model.Matrix;
import io.regimen.activities.model.Vector;
import io.regimen.workflows.PredictionMethod;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Forecast log returns of every member over rows [from, to), all that inference needs of a model: the model can be closed
 * once they exist. The forecast of row t uses nothing after the close of bar t, and is 0 where a feature of row t is not
 * known (warm-up, a bar filled in, too many bars missing): then there is no signal.
 *
 * @param from row of the first forecast: out of fold for every member
 * @param heads steps of the model
 * @param direct by head, the forecasts of each member; absent heads were not asked for
 * @param recursive the sums of one-step forecasts iterated to the horizon, one per member; empty if not asked for
 */
public record ForecastStreams(int from, Heads heads, SortedMap<Integer, List<Vector>> direct, List<Vector> recursive) {

    /** Squares of smaller forecasts can be summed without overflow. */
    private static final double LIMIT = 1e100;

    /** Rows forecast at a time: few enough that their features stay near the processor for all members and heads. */
    private static final int BLOCK = 2048;

    public ForecastStreams {
        SortedMap<Integer, List<Vector>> copy = new TreeMap<>();
        direct.forEach((head, members) -> copy.put(head, List.copyOf(members)));
        direct = Collections.unmodifiableSortedMap(copy);
        recursive = List.copyOf(recursive);
        List<List<Vector>> all = new ArrayList<>(direct.values());
        if (!recursive.isEmpty()) {
            all.add(recursive);
        }
        if (all.isEmpty() || all.getFirst().isEmpty()) {
            throw new IllegalArgumentException("no forecasts");
        }
        for (List<Vector> members : all) {
            check(members, all.getFirst());
        }
    }

    /**
     * Asks a model for the streams of some prediction methods.
     *
     * <p>{@code direct}: the head of the horizon. {@code direct_multi}: all heads. {@code recursive}: the one-step head
     * as many times as the horizon has bars, on a copy of the rows; each forecast becomes the latest return of the
     * autoregressive block, the older ones move on by one and the oldest falls out; other columns stay as of t.
     *
     * @param features all rows of the feature set, raw
     * @param arColumn first column of the autoregressive block (the latest one-bar return), followed by older ones
     * @throws IllegalArgumentException if a forecast from known features is NaN or absurdly large
     */
    public static ForecastStreams of(
            ForecastModel model,
            Matrix features,
            int arColumn,
            int arLags,
            int from,
            int to,
            Set<PredictionMethod> methods) {
        Heads heads = model.heads();
        int last = heads.size() - 1;
        int first = methods.contains(PredictionMethod.DIRECT_MULTI) ? 0 : last;
        SortedMap<Integer, List<Vector>> direct = new TreeMap<>();
        if (methods.contains(PredictionMethod.DIRECT) || methods.contains(PredictionMethod.DIRECT_MULTI)) {
            for (int head = first; head <= last; head++) {
                direct.put(head, empty(model.members(), to - from));
            }
        }
        List<Vector> recursive = empty(methods.contains(PredictionMethod.RECURSIVE) ? model.members() : 0, to - from);
        for (int start = from; start < to; start += BLOCK) {
            Matrix block = features.copyRows(start, Math.min(start + BLOCK, to));
            BitSet unknown = block.unknownRows();
            Vector forecasts = new Vector(block.rows());
            for (int member = 0; member < model.members(); member++) {
                for (Map.Entry<Integer, List<Vector>> head : direct.entrySet()) {
                    model.forecast(member, head.getKey(), block, forecasts);
                    silence(forecasts, unknown);
                    head.getValue().get(member).put(start - from, forecasts);
                }
                if (!recursive.isEmpty()) {
                    recursive.get(member).put(start - from, iterate(model, member, block, unknown, arColumn, arLags));
                }
            }
        }
        return new ForecastStreams(from, heads, direct, recursive);
    }

    private static List<Vector> empty(int members, int rows) {
        return Stream.generate(() -> new Vector(rows)).limit(members).toList();
    }

    /** Row after the last forecast. */
    public int to() {
        return from + anyMembers().getFirst().size();
    }

    public int members() {
        return anyMembers().size();
    }

    private List<Vector> anyMembers() {
        return recursive.isEmpty() ? direct.sequencedValues().getFirst() : recursive;
    }

    /** Whatever a model makes of rows it should not have been asked for. */
    private static void silence(Vector forecasts, BitSet unknown) {
        for (int row = unknown.nextSetBit(0); row >= 0; row = unknown.nextSetBit(row + 1)) {
            forecasts.set(row, 0);
        }
    }

    private static Vector iterate(
            ForecastModel model, int member, Matrix block, BitSet unknown, int arColumn, int arLags) {
        Vector sum = new Vector(block.rows());
        Matrix rows = block;
        for (int h = 1; h <= model.heads().horizon(); h++) {
            Vector step = new Vector(block.rows());
            model.forecast(member, 0, rows, step);
            silence(step, unknown);
            sum.add(1, step);
            rows = rows.shifted(arColumn, arLags, step);
        }
        return sum;
    }

    private static void check(List<Vector> members, List<Vector> like) {
        if (members.size() != like.size()) {
            throw new IllegalArgumentException("streams of " + members.size() + " and " + like.size() + " members");
        }
        for (int member = 0; member < members.size(); member++) {
            Vector forecasts = members.get(member);
            if (forecasts.size() != like.getFirst().size()) {
                throw new IllegalArgumentException("streams of different length");
            }
            for (int i = 0; i < forecasts.size(); i++) {
                if (!(Math.abs(forecasts.get(i)) < LIMIT)) {
                    throw new IllegalArgumentException(
                            "member " + member + " forecasts " + forecasts.get(i) + " at row " + i + " of its stream");
                }
            }
        }
    }
}
