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
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

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
        Matrix rows = features.copyRows(from, to);
        BitSet unknown = unknown(rows);
        SortedMap<Integer, List<Vector>> direct = new TreeMap<>();
        int last = heads.size() - 1;
        for (int head = methods.contains(PredictionMethod.DIRECT_MULTI) ? 0 : last; head <= last; head++) {
            if (methods.contains(PredictionMethod.DIRECT) || methods.contains(PredictionMethod.DIRECT_MULTI)) {
                direct.put(head, members(model, head, rows, unknown));
            }
        }
        List<Vector> recursive = new ArrayList<>();
        if (methods.contains(PredictionMethod.RECURSIVE)) {
            for (int member = 0; member < model.members(); member++) {
                recursive.add(iterate(model, member, rows.copyRows(0, rows.rows()), unknown, arColumn, arLags));
            }
        }
        return new ForecastStreams(from, heads, direct, recursive);
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

    /** Rows with a feature that is not known. */
    private static BitSet unknown(Matrix rows) {
        BitSet out = new BitSet(rows.rows());
        for (int row = 0; row < rows.rows(); row++) {
            out.set(row, !rows.isFinite(row));
        }
        return out;
    }

    /** Whatever a model makes of rows it should not have been asked for. */
    private static void silence(Vector forecasts, BitSet unknown) {
        for (int row = unknown.nextSetBit(0); row >= 0; row = unknown.nextSetBit(row + 1)) {
            forecasts.set(row, 0);
        }
    }

    private static List<Vector> members(ForecastModel model, int head, Matrix rows, BitSet unknown) {
        List<Vector> out = new ArrayList<>();
        for (int member = 0; member < model.members(); member++) {
            Vector forecasts = new Vector(rows.rows());
            model.forecast(member, head, rows, forecasts);
            silence(forecasts, unknown);
            out.add(forecasts);
        }
        return out;
    }

    private static Vector iterate(
            ForecastModel model, int member, Matrix work, BitSet unknown, int arColumn, int arLags) {
        Vector step = new Vector(work.rows());
        Vector sum = new Vector(work.rows());
        int horizon = model.heads().horizon();
        for (int h = 1; h <= horizon; h++) {
            model.forecast(member, 0, work, step);
            silence(step, unknown);
            for (int row = 0; row < work.rows(); row++) {
                sum.set(row, sum.get(row) + step.get(row));
                if (arLags == 0) {
                    continue;
                }
                for (int lag = arColumn + arLags - 1; lag > arColumn; lag--) {
                    work.set(row, lag, work.get(row, lag - 1));
                }
                work.set(row, arColumn, step.get(row));
            }
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
