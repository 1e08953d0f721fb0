package io.regimen.activities.inference;

/** One bar at a time. */
final class ScalarSignals implements SignalLanes {
    private final int members;
    private final NonNegativeRidge ridge;

    ScalarSignals(int members) {
        this.members = members;
        this.ridge = new NonNegativeRidge(members);
    }

    @Override
    public void weigh(WindowSums sums, int from, int to, double[][] weights, double[] total) {
        for (int i = from; i < to; i++) {
            double scale = 1 / sums.sum[EnsembleForecasts.OUTCOME_SQUARES][i];
            double least = Double.POSITIVE_INFINITY;
            for (int m = 0; m < members; m++) {
                // |y - f|^2 / |y|^2, multiplied out, less the 1 that all members share
                double squares = sums.sum[EnsembleForecasts.gram(members, m, m)][i];
                double cross = sums.sum[EnsembleForecasts.CROSS + m][i];
                double loss = (squares - 2 * cross) * scale;
                weights[m][i] = loss;
                least = Math.min(loss, least);
            }
            double sum = 0;
            for (int m = 0; m < members; m++) {
                // the best member has weight 1, so the total is never 0
                double weight = Exponential.of((weights[m][i] - least) * -EnsembleForecasts.ETA);
                weights[m][i] = weight;
                sum += weight;
            }
            total[i] = sum;
        }
    }

    @Override
    public void stack(WindowSums sums, int from, int to, double[][] weights) {
        for (int i = from; i < to; i++) {
            double[] solved = ridge.solve(sums.sum, i);
            for (int m = 0; m < members; m++) {
                weights[m][i] = solved[m];
            }
        }
    }

    @Override
    public void choose(Choices of, double[] cost, int from, int to, Chosen out) {
        int last = of.step.length - 1;
        for (int t = from; t < to; t++) {
            int best = last;
            // the longest step resolves last, so the others mostly have enough rows too; one without has no worth
            if (!Double.isNaN(of.error[last][t])) {
                double most = Double.NEGATIVE_INFINITY;
                for (int h = 0; h <= last; h++) {
                    double worth =
                            (Math.abs(of.forecast[h][t]) - cost[t]) / Math.max(of.error[h][t], Double.MIN_NORMAL);
                    if (worth > most) {
                        most = worth;
                        best = h;
                    }
                }
            }
            out.forecast[t] = of.forecast[best][t];
            out.spread[t] = of.spread[best][t];
            out.holding[t] = of.step[best];
        }
    }

    @Override
    public void rank(double[] scores, int first, int to, int lookback, double[] ranks) {
        for (int t = first; t < to; t++) {
            ranks[t] = rankOf(scores, Math.max(first, t - lookback), t);
        }
    }

    /** Rank of the score at t among those of [start, t). */
    static double rankOf(double[] scores, int start, int t) {
        double score = scores[t];
        int balance = 0;
        for (int i = start; i < t; i++) {
            balance += scores[i] < score ? 2 : scores[i] == score ? 1 : 0;
        }
        return t == start ? 0 : balance / (2.0 * (t - start));
    }
}
