package io.regimen.deploy.bench;

import io.regimen.activities.backtest.RegimeStates;
import io.regimen.activities.cost.CostCurve;
import io.regimen.activities.inference.ForecastStreams;
import io.regimen.activities.market.Bars;
import io.regimen.activities.model.Vector;
import io.regimen.workflows.InferenceConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * One configuration after the other, bar by bar, as one writes it down first: running sums, no sharing between
 * configurations. It is what the kernel is measured against. For series without gaps, confidence by rank, spread costs; one
 * segment of decision bars.
 */
final class PlainBacktest {
    private static final int MIN_RESOLVED = 20;

    private final Bars bars;
    private final CostCurve costs;
    private final RegimeStates regimes;
    private final ForecastStreams streams;
    private final int horizon;
    private final InferenceConfig config;
    private final int window;

    PlainBacktest(
            Bars bars,
            CostCurve costs,
            RegimeStates regimes,
            ForecastStreams streams,
            int horizon,
            InferenceConfig config) {
        this.bars = bars;
        this.costs = costs;
        this.regimes = regimes;
        this.streams = streams;
        this.horizon = horizon;
        this.config = config;
        this.window = config.lookbackWindow();
    }

    /** Sums of P&amp;L by regime and of squares, the deepest drawdown, wins and losses of trades. */
    record Outcome(int trades, double pnl, double sharpe, double drawdown, List<Double> byRegime) {}

    /** One head's ensemble. */
    private final class Head {
        private final List<Vector> members;
        private final int step;
        private final int count;
        private final double[][] gram;
        private final double[] cross;
        private double outcomes;
        private double errors;
        private int rows;
        private double mu;
        private double spread;
        private double error;

        Head(List<Vector> members, int step) {
            this.members = members;
            this.step = step;
            this.count = members.size();
            this.gram = new double[count][count];
            this.cross = new double[count];
        }

        void move(int t) {
            int newest = t - 1 - step;
            if (newest >= streams.from()) {
                add(newest, 1);
                if (++rows > window) {
                    add(newest - window, -1);
                    rows--;
                }
            }
            double mean = mean(t);
            double variance = 0;
            for (Vector member : members) {
                double deviation = member.get(t - streams.from()) - mean;
                variance += deviation * deviation / count;
            }
            spread = Math.sqrt(variance);
            error = rows < MIN_RESOLVED ? Double.NaN : Math.sqrt(errors / rows);
            double[] weights = rows < MIN_RESOLVED ? equal() : weights();
            mu = 0;
            for (int m = 0; m < count; m++) {
                mu += weights[m] * members.get(m).get(t - streams.from());
            }
        }

        private void add(int s, int sign) {
            double outcome = Math.log(bars.open(s + 1 + step) / bars.open(s + 1));
            outcomes += sign * outcome * outcome;
            errors += sign * (mean(s) - outcome) * (mean(s) - outcome);
            for (int m = 0; m < count; m++) {
                double forecast = members.get(m).get(s - streams.from());
                cross[m] += sign * forecast * outcome;
                for (int k = 0; k < count; k++) {
                    gram[m][k] += sign * forecast * members.get(k).get(s - streams.from());
                }
            }
        }

        private double mean(int t) {
            double sum = 0;
            for (Vector member : members) {
                sum += member.get(t - streams.from());
            }
            return sum / count;
        }

        private double[] equal() {
            double[] out = new double[count];
            Arrays.fill(out, 1.0 / count);
            return out;
        }

        private double[] weights() {
            double[] out = equal();
            switch (config.ensembleMethod()) {
                case MEAN -> {}
                case WEIGHTED -> {
                    double total = 0;
                    for (int m = 0; m < count; m++) {
                        out[m] = Math.exp(-50 * ((gram[m][m] - 2 * cross[m]) / outcomes + 1));
                        total += out[m];
                    }
                    for (int m = 0; m < count; m++) {
                        out[m] /= total;
                    }
                }
                case STACKING -> {
                    double lambda = 0;
                    for (int m = 0; m < count; m++) {
                        lambda += 10 * gram[m][m] / count;
                    }
                    double change = 1;
                    for (int sweep = 0; sweep < 60 && change > 1e-12; sweep++) {
                        change = 0;
                        for (int m = 0; m < count; m++) {
                            double rest = cross[m] + lambda / count;
                            for (int k = 0; k < count; k++) {
                                rest -= k == m ? 0 : gram[m][k] * out[k];
                            }
                            double weight = Math.max(0, rest / (gram[m][m] + lambda));
                            change = Math.max(change, Math.abs(weight - out[m]));
                            out[m] = weight;
                        }
                    }
                }
            }
            return out;
        }
    }

    private List<Head> heads() {
        int last = streams.heads().size() - 1;
        List<Head> out = new ArrayList<>();
        switch (config.predictionMethod()) {
            case DIRECT -> out.add(new Head(direct(last), horizon));
            case RECURSIVE -> out.add(new Head(streams.recursive(), horizon));
            case DIRECT_MULTI -> {
                for (int h = 0; h <= last; h++) {
                    out.add(new Head(direct(h), streams.heads().step(h)));
                }
            }
        }
        return out;
    }

    private List<Vector> direct(int head) {
        return Objects.requireNonNull(streams.direct().get(head));
    }

    /** Trades the decision bars [from, to). */
    Outcome run(int from, int to) {
        List<Head> heads = heads();
        double[] squares = new double[window];
        double[] scores = new double[window];
        double[] pnl = new double[to - from];
        double[] byRegime = new double[regimes.count()];
        int[] change = new int[to - from + horizon + 1];
        double squareSum = 0;
        int seen = 0;
        int live = 0;
        double before = 0;
        int trades = 0;
        // early enough to fill every window
        int start = Math.max(streams.from(), from - 3 * window - 2 * horizon);
        for (int t = start; t < to; t++) {
            for (Head head : heads) {
                head.move(t);
            }
            Head chosen = chosen(heads, t);
            double mu = chosen.mu;
            int slot = seen % window;
            squareSum += mu * mu - squares[slot];
            squares[slot] = mu * mu;
            int size = Math.min(seen + 1, window);
            double score = mu == 0 ? 0 : Math.abs(mu) / (chosen.spread + 1e-6 * Math.sqrt(squareSum / size));
            int ranked = Math.min(seen, window);
            double below = 0;
            for (int i = 0; i < ranked; i++) {
                below += scores[i] < score ? 1 : scores[i] == score ? 0.5 : 0;
            }
            double rank = ranked == 0 ? 0 : below / ranked;
            scores[slot] = score;
            seen++;
            if (t < from) {
                continue;
            }
            int i = t - from;
            if (rank >= config.confidenceThreshold() && mu != 0) {
                int direction = (int) Math.signum(mu);
                change[i] += direction;
                change[i + chosen.step] -= direction;
                trades += t + 1 + chosen.step < to + 2 ? 1 : 0;
            }
            live += change[i];
            double position = live / (double) horizon;
            double cost = Math.abs(position - before) * costs.oneWay(t + 1);
            before = position;
            pnl[i] = position * (bars.open(t + 2) / bars.open(t + 1) - 1) - cost;
            byRegime[regimes.at(t)] += pnl[i];
        }
        return outcome(trades, pnl, byRegime);
    }

    private Head chosen(List<Head> heads, int t) {
        Head best = heads.getLast();
        if (Double.isNaN(best.error)) {
            return best;
        }
        double most = Double.NEGATIVE_INFINITY;
        for (Head head : heads) {
            double worth = (Math.abs(head.mu) - costs.roundTrip(t)) / head.error;
            if (worth > most) {
                most = worth;
                best = head;
            }
        }
        return best;
    }

    private static Outcome outcome(int trades, double[] pnl, double[] byRegime) {
        double total = Arrays.stream(pnl).sum();
        double mean = total / pnl.length;
        double squares = 0;
        double wealth = 1;
        double peak = 1;
        double drawdown = 0;
        for (double value : pnl) {
            squares += (value - mean) * (value - mean);
            wealth *= 1 + value;
            peak = Math.max(peak, wealth);
            drawdown = Math.min(drawdown, wealth / peak - 1);
        }
        double sharpe = mean / Math.sqrt(squares / (pnl.length - 1));
        return new Outcome(
                trades, total, sharpe, drawdown, Arrays.stream(byRegime).boxed().toList());
    }
}
