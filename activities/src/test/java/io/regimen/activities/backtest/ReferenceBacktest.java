package io.regimen.activities.backtest;

import io.regimen.activities.cost.CostCurve;
import io.regimen.activities.inference.ForecastStreams;
import io.regimen.activities.market.Bars;
import io.regimen.activities.metric.Metrics;
import io.regimen.activities.metric.RegimeMetrics;
import io.regimen.activities.model.Vector;
import io.regimen.workflows.ConfidenceMethod;
import io.regimen.workflows.InferenceConfig;
import io.regimen.workflows.PredictionMethod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.jspecify.annotations.Nullable;

/** The definitions, word for word and slowly: every window summed again at every bar, every tranche looked at again. */
final class ReferenceBacktest {
    private final Bars bars;
    private final RegimeStates regimes;
    private final Segments segments;
    private final CostCurve costs;
    private final int horizon;
    private final int latency;
    private final ForecastStreams streams;
    private final InferenceConfig config;

    ReferenceBacktest(
            Bars bars,
            RegimeStates regimes,
            Segments segments,
            CostCurve costs,
            int horizon,
            int latency,
            ForecastStreams streams,
            InferenceConfig config) {
        this.bars = bars;
        this.regimes = regimes;
        this.segments = segments;
        this.costs = costs;
        this.horizon = horizon;
        this.latency = latency;
        this.streams = streams;
        this.config = config;
    }

    record Choice(double mu, double spread, int holding) {}

    double forecast(List<Vector> members, int member, int bar) {
        return members.get(member).get(bar - streams.from());
    }

    double meanForecast(List<Vector> members, int bar) {
        double sum = 0;
        for (int m = 0; m < members.size(); m++) {
            sum += forecast(members, m, bar);
        }
        return sum / members.size();
    }

    double outcome(int s, int step) {
        return Math.log(bars.open(s + 1 + latency + step) / bars.open(s + 1 + latency));
    }

    /** Decision, entry and exit at quoted bars, and no large gap in between. */
    boolean hasOutcome(int s, int step) {
        int entry = s + 1 + latency;
        for (int bar = s + 1; bar <= entry + step; bar++) {
            if (bars.splitBefore(bar)) {
                return false;
            }
        }
        return !bars.repaired(s) && !bars.repaired(entry) && !bars.repaired(entry + step);
    }

    /** The bar at whose open an order for the open of a bar is filled. */
    int fill(int bar) {
        int fill = bar;
        while (fill < bars.size() && bars.repaired(fill)) {
            fill++;
        }
        return fill;
    }

    /** The last lookback rows whose outcome is known at the close of t. */
    List<Integer> resolved(int t, int step) {
        List<Integer> out = new ArrayList<>();
        for (int s = t; s >= streams.from() && out.size() < config.lookbackWindow(); s--) {
            if (s + 1 + latency + step <= t && hasOutcome(s, step)) {
                out.add(s);
            }
        }
        return out;
    }

    double[] weights(List<Vector> members, int t, int step) {
        int count = members.size();
        double[] weights = new double[count];
        List<Integer> rows = resolved(t, step);
        Arrays.fill(weights, 1.0 / count);
        if (rows.size() < 20) {
            return weights;
        }
        switch (config.ensembleMethod()) {
            case MEAN -> {}
            case WEIGHTED -> {
                double squares = 0;
                for (int s : rows) {
                    squares += outcome(s, step) * outcome(s, step);
                }
                double total = 0;
                for (int m = 0; m < count; m++) {
                    double errors = 0;
                    for (int s : rows) {
                        errors += Math.pow(outcome(s, step) - forecast(members, m, s), 2);
                    }
                    weights[m] = Math.exp(-50 * (errors / squares));
                    total += weights[m];
                }
                for (int m = 0; m < count; m++) {
                    weights[m] /= total;
                }
            }
            case STACKING -> {
                double[][] gram = new double[count][count];
                double[] target = new double[count];
                double trace = 0;
                for (int m = 0; m < count; m++) {
                    for (int s : rows) {
                        target[m] += forecast(members, m, s) * outcome(s, step);
                        for (int k = 0; k < count; k++) {
                            gram[m][k] += forecast(members, m, s) * forecast(members, k, s);
                        }
                    }
                    trace += gram[m][m];
                }
                double lambda = 10 * trace / count;
                for (int sweep = 0; sweep < 60; sweep++) {
                    for (int m = 0; m < count; m++) {
                        double rest = target[m] + lambda / count;
                        for (int k = 0; k < count; k++) {
                            rest -= k == m ? 0 : gram[m][k] * weights[k];
                        }
                        weights[m] = Math.max(0, rest / (gram[m][m] + lambda));
                    }
                }
            }
        }
        return weights;
    }

    Choice choice(List<Vector> members, int t, int step) {
        double[] weights = weights(members, t, step);
        double mu = 0;
        double variance = 0;
        for (int m = 0; m < weights.length; m++) {
            mu += weights[m] * forecast(members, m, t);
            variance += Math.pow(forecast(members, m, t) - meanForecast(members, t), 2) / weights.length;
        }
        return new Choice(mu, Math.sqrt(variance), step);
    }

    Choice choice(int t) {
        return switch (config.predictionMethod()) {
            case DIRECT -> choice(head(streams.heads().size() - 1), t, horizon);
            case RECURSIVE -> choice(streams.recursive(), t, horizon);
            case DIRECT_MULTI -> bestStep(t);
        };
    }

    Choice bestStep(int t) {
        Choice best = choice(head(streams.heads().size() - 1), t, horizon);
        if (resolved(t, horizon).size() < 20) {
            return best;
        }
        double most = Double.NEGATIVE_INFINITY;
        for (int head = 0; head < streams.heads().size(); head++) {
            int step = streams.heads().step(head);
            Choice choice = choice(head(head), t, step);
            double squares = 0;
            List<Integer> rows = resolved(t, step);
            if (rows.size() < 20) {
                continue;
            }
            for (int s : rows) {
                squares += Math.pow(meanForecast(head(head), s) - outcome(s, step), 2);
            }
            double worth = (Math.abs(choice.mu) - 2 * costs.oneWay(t)) / Math.sqrt(squares / rows.size());
            if (worth > most) {
                most = worth;
                best = choice;
            }
        }
        return best;
    }

    List<Vector> head(int head) {
        List<Vector> members = streams.direct().get(head);
        if (members == null) {
            throw new IllegalArgumentException("no head " + head);
        }
        return members;
    }

    /** Choices from the first row on, and what passes the threshold: 1, -1 or 0. */
    record Decisions(List<Choice> choices, List<Integer> signals, int from) {
        int signal(int t) {
            return signals.get(t - from);
        }

        int holding(int t) {
            return choices.get(t - from).holding;
        }
    }

    Decisions decide() {
        List<Choice> choices = new ArrayList<>();
        List<Double> scores = new ArrayList<>();
        List<Integer> signals = new ArrayList<>();
        for (int t = streams.from(); t < streams.to(); t++) {
            Choice choice = choice(t);
            choices.add(choice);
            List<Choice> recent =
                    choices.subList(Math.max(0, choices.size() - config.lookbackWindow()), choices.size());
            double rms = Math.sqrt(
                    recent.stream().mapToDouble(c -> c.mu * c.mu).average().orElseThrow());
            double score = switch (config.confidenceMethod()) {
                case RANK -> choice.mu == 0 ? 0 : Math.abs(choice.mu) / (choice.spread + 1e-6 * rms);
                case BLEND -> blend(choices, t);
                case PROBABILITY -> probability(choice, t);
            };
            List<Double> before = scores.subList(Math.max(0, scores.size() - config.lookbackWindow()), scores.size());
            double below = before.stream()
                    .mapToDouble(b -> b < score ? 1 : b == score ? 0.5 : 0)
                    .sum();
            double rank = before.isEmpty() ? 0 : below / before.size();
            double confidence = config.confidenceMethod() == ConfidenceMethod.PROBABILITY ? score : rank;
            boolean passes = config.confidenceThreshold() == 0 || confidence >= config.confidenceThreshold();
            scores.add(score);
            signals.add(passes && !bars.repaired(t) ? (int) Math.signum(choice.mu) : 0);
        }
        return new Decisions(choices, signals, streams.from());
    }

    double blend(List<Choice> choices, int t) {
        Choice last = choices.getLast();
        if (last.mu == 0) {
            return 0;
        }
        List<Choice> before =
                choices.subList(Math.max(0, choices.size() - 1 - config.lookbackWindow()), choices.size() - 1);
        if (before.isEmpty()) {
            return 0.2;
        }
        double magnitude = 0;
        double same = 0;
        double calmer = 0;
        for (int k = 0; k < before.size(); k++) {
            Choice other = before.get(k);
            int bar = t - before.size() + k;
            magnitude += Math.abs(other.mu) < Math.abs(last.mu) ? 1 : Math.abs(other.mu) == Math.abs(last.mu) ? 0.5 : 0;
            same += Math.signum(other.mu) == Math.signum(last.mu) ? 1 : 0;
            calmer += volatility(bar) < volatility(t) ? 1 : volatility(bar) == volatility(t) ? 0.5 : 0;
        }
        // 0.4, 0.4 and 0.2 of the shares, multiplied out: all numerators are whole halves
        return (2 * magnitude + 2 * same + (before.size() - calmer)) / (5.0 * before.size());
    }

    double volatility(int bar) {
        double squares = 0;
        int count = 0;
        for (int i = bar; i > bar - 20 && i > 0; i--) {
            squares += Math.pow(Math.log(bars.close(i) / bars.close(i - 1)), 2);
            count++;
        }
        return count == 0 ? 0 : Math.sqrt(squares / count);
    }

    double probability(Choice choice, int t) {
        List<Integer> rows = resolved(t, choice.holding);
        List<Vector> members = config.predictionMethod() == PredictionMethod.RECURSIVE
                ? streams.recursive()
                : head(streams.heads().steps().indexOf(choice.holding));
        if (rows.size() < 20) {
            return 0.5;
        }
        double cross = 0;
        double squares = 0;
        for (int s : rows) {
            cross += meanForecast(members, s) * outcome(s, choice.holding);
            squares += Math.pow(meanForecast(members, s), 2);
        }
        double slope = Math.max(0, cross / squares);
        double left = 0;
        for (int s : rows) {
            left += Math.pow(outcome(s, choice.holding) - slope * meanForecast(members, s), 2);
        }
        double z = slope * Math.abs(choice.mu) / Math.sqrt(left / rows.size());
        return new NormalDistribution().cumulativeProbability(z);
    }

    SegmentResult run(Decisions decisions, Segment segment) {
        int from = segments.from(segment);
        int to = segments.to(segment);
        List<Double> pnl = new ArrayList<>();
        List<List<Double>> regimePnl = perRegime();
        List<Double> closed = new ArrayList<>();
        List<List<Double>> regimeTrades = perRegime();
        double gross = 0;
        double trading = 0;
        double impacts = 0;
        double carries = 0;
        double traded = 0;
        double exposure = 0;
        double crowding = 0;
        double before = 0;
        for (int t = from; t + 2 + latency < to; t++) {
            int live = 0;
            for (int s = from; s <= t; s++) {
                // live from the open where its entry was filled to the one where its exit is
                boolean entered = fill(s + 1 + latency) <= t + 1 + latency;
                boolean left = fill(s + 1 + latency + decisions.holding(s)) <= t + 1 + latency;
                live += entered && !left ? decisions.signal(s) : 0;
            }
            int open = t + 1 + latency;
            double wanted = live / (double) horizon;
            boolean trades = !bars.repaired(open) && Math.abs(wanted - before) > costs.noTradeBand();
            double position = trades ? wanted : before;
            double change = Math.abs(position - before);
            double earned = position * (bars.open(open + 1) / bars.open(open) - 1);
            double cost = change * costs.oneWay(open);
            double impact = costs.impact(open) * Math.pow(change, 1.5);
            double carry = Math.abs(position) * costs.carry(open, (int) Math.signum(position));
            traded += change;
            double volume = bars.quoteVolume(open);
            crowding += volume > 0 ? change * change / volume : 0;
            before = position;
            gross += earned;
            trading += cost;
            impacts += impact;
            carries += carry;
            exposure += Math.abs(position);
            pnl.add(earned - cost - impact - carry);
            regimePnl.get(regimes.at(t)).add(earned - cost - impact - carry);
            int entry = fill(t + 1 + latency);
            int exit = fill(t + 1 + latency + decisions.holding(t));
            if (decisions.signal(t) != 0 && entry < exit && exit < to) {
                double value = tradeReturn(decisions.signal(t), entry, exit);
                closed.add(value);
                regimeTrades.get(regimes.at(t)).add(value);
            }
        }
        double years = (bars.time(bars.size() - 1) - bars.time(0)) / (365.25 * 24 * 3600);
        double perYear = (bars.size() - 1) / years;
        double paid = trading + impacts + carries;
        List<RegimeMetrics> perRegime = new ArrayList<>();
        for (int r = 0; r < regimes.count(); r++) {
            List<Double> own = regimePnl.get(r);
            List<Double> ownTrades = regimeTrades.get(r);
            perRegime.add(new RegimeMetrics(
                    r,
                    own.size(),
                    ownTrades.size(),
                    sharpe(own, perYear),
                    sum(own),
                    drawdown(own),
                    share(ownTrades),
                    mean(ownTrades, 1e4)));
        }
        List<Double> wins = closed.stream().filter(x -> x > 0).toList();
        List<Double> losses = closed.stream().filter(x -> x < 0).toList();
        Double annual = annualReturn(pnl, perYear);
        Double drawdown = drawdown(pnl);
        Metrics total = new Metrics(
                pnl.size(),
                closed.size(),
                sharpe(pnl, perYear),
                sortino(pnl, perYear),
                drawdown == null || drawdown == 0 || annual == null ? null : annual / -drawdown,
                drawdown,
                share(closed),
                losses.isEmpty() ? null : sum(wins) / -sum(losses),
                mean(wins, 1),
                mean(losses, 1),
                pnl.isEmpty() ? null : traded / pnl.size() * perYear,
                pnl.isEmpty() ? null : exposure / pnl.size(),
                sum(pnl),
                mean(pnl, perYear),
                annual,
                gross,
                paid,
                mean(closed, 1e4),
                volatility(pnl, perYear),
                pnl.isEmpty() ? null : Math.sqrt(losing(pnl, 2) / pnl.size() * perYear),
                losing(pnl, 1) == 0 ? null : sum(pnl.stream().filter(x -> x > 0).toList()) / losing(pnl, 1),
                impacts,
                carries,
                traded == 0 ? null : 10_000 * (gross - carries) / traded,
                gross > 0 ? paid / gross : null,
                crowding == 0 ? null : 0.01 * traded / crowding);
        return new SegmentResult(total, perRegime);
    }

    /** Of a tranche that is traded alone, per unit of it. */
    private double tradeReturn(int direction, int entry, int exit) {
        double value = direction * (bars.open(exit) / bars.open(entry) - 1);
        double size = 1.0 / horizon;
        for (int bar : List.of(entry, exit)) {
            value -= costs.oneWay(bar) + costs.impact(bar) * Math.pow(size, 1.5) / size;
        }
        for (int bar = entry; bar < exit; bar++) {
            value -= costs.carry(bar, direction);
        }
        return value;
    }

    private List<List<Double>> perRegime() {
        List<List<Double>> out = new ArrayList<>();
        for (int r = 0; r < regimes.count(); r++) {
            out.add(new ArrayList<>());
        }
        return out;
    }

    private static double sum(List<Double> x) {
        return x.stream().mapToDouble(v -> v).sum();
    }

    private static @Nullable Double mean(List<Double> x, double times) {
        return x.isEmpty() ? null : times * sum(x) / x.size();
    }

    private static @Nullable Double share(List<Double> trades) {
        return trades.isEmpty() ? null : trades.stream().filter(x -> x > 0).count() / (double) trades.size();
    }

    private static @Nullable Double sharpe(List<Double> x, double perYear) {
        double mean = sum(x) / x.size();
        double squares = x.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
        double deviation = Math.sqrt(squares / (x.size() - 1));
        // less is rounding around a constant
        return x.size() < 2 || deviation <= 1e-12 * Math.abs(mean) ? null : mean / deviation * Math.sqrt(perYear);
    }

    private static @Nullable Double volatility(List<Double> x, double perYear) {
        double mean = sum(x) / x.size();
        double squares = x.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
        return x.size() < 2 ? null : Math.sqrt(squares / (x.size() - 1) * perYear);
    }

    private static double losing(List<Double> x, int power) {
        return x.stream()
                .filter(v -> v < 0)
                .mapToDouble(v -> Math.pow(-v, power))
                .sum();
    }

    private static @Nullable Double sortino(List<Double> x, double perYear) {
        double squares = x.stream().mapToDouble(v -> v < 0 ? v * v : 0).sum();
        return squares == 0 ? null : sum(x) / x.size() / Math.sqrt(squares / x.size()) * Math.sqrt(perYear);
    }

    private static @Nullable Double annualReturn(List<Double> x, double perYear) {
        double wealth = 1;
        for (double value : x) {
            wealth *= 1 + value;
        }
        double out = Math.pow(wealth, perYear / x.size()) - 1;
        return x.isEmpty() || !Double.isFinite(out) ? null : out;
    }

    private static @Nullable Double drawdown(List<Double> x) {
        List<Double> wealth = new ArrayList<>(List.of(1.0));
        double deepest = 0;
        for (double value : x) {
            wealth.add(wealth.getLast() * (1 + value));
            double peak = wealth.stream().mapToDouble(w -> w).max().orElseThrow();
            deepest = Math.min(deepest, wealth.getLast() / peak - 1);
        }
        return x.isEmpty() ? null : deepest;
    }
}
