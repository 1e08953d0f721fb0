package io.regimen.activities.selection.statistic;

import io.regimen.activities.model.Vector;
import java.util.List;

/**
 * What becomes of the best of many strategies on bars that it was not chosen on, over all halves of the data:
 * combinatorially symmetric cross-validation (Bailey, Borwein, Lopez de Prado and Zhu 2017). Strategies are compared by
 * Sharpe ratio.
 *
 * @param splits ways to halve the blocks
 * @param probability that the best of one half is below the median of the other: the probability of backtest overfitting
 * @param meanLogit of its relative rank in the other half
 * @param slope of its ratio in the other half against that in its own
 * @param lossProbability that it loses in the other half
 */
public record Overfitting(int splits, double probability, double meanLogit, double slope, double lossProbability) {

    /**
     * Over all halves of the blocks.
     *
     * @param streams returns by strategy, at least two, of one length; what is left over by the division into blocks is not used
     * @param blocks even, 2 to 16
     * @throws IllegalArgumentException if a block has fewer than two bars
     */
    public static Overfitting of(List<Vector> streams, int blocks) {
        int length = streams.getFirst().size() / blocks;
        if (streams.size() < 2 || blocks < 2 || blocks > 16 || blocks % 2 != 0 || length < 2) {
            throw new IllegalArgumentException(
                    streams.size() + " streams in " + blocks + " blocks of " + length + " bars");
        }
        Halves halves = new Halves(streams, blocks, length);
        halves.choose(0, 0);
        return halves.result();
    }

    /** Walks through all halves, keeping the sums of what is in. */
    private static final class Halves {
        private final int strategies;
        private final int blocks;
        private final int length;
        /** By block and strategy: sum, then sum of squares. */
        private final double[][] sums;

        private final double[] all;
        /** Sums of the first blocks chosen, by how many. */
        private final double[][] chosen;

        private final double[] inside;
        private final double[] outside;
        private int splits;
        private int below;
        private int losses;
        private double logits;
        private double x;
        private double y;
        private double xx;
        private double xy;

        Halves(List<Vector> streams, int blocks, int length) {
            this.strategies = streams.size();
            this.blocks = blocks;
            this.length = length;
            this.sums = new double[blocks][2 * strategies];
            this.all = new double[2 * strategies];
            this.chosen = new double[blocks / 2 + 1][2 * strategies];
            this.inside = new double[strategies];
            this.outside = new double[strategies];
            for (int j = 0; j < strategies; j++) {
                for (int i = 0; i < blocks * length; i++) {
                    double value = streams.get(j).get(i);
                    sums[i / length][j] += value;
                    sums[i / length][strategies + j] += value * value;
                }
                for (double[] block : sums) {
                    all[j] += block[j];
                    all[strategies + j] += block[strategies + j];
                }
            }
        }

        void choose(int from, int count) {
            if (count == blocks / 2) {
                judge(chosen[count]);
                return;
            }
            for (int block = from; block <= blocks - (blocks / 2 - count); block++) {
                for (int j = 0; j < 2 * strategies; j++) {
                    chosen[count + 1][j] = chosen[count][j] + sums[block][j];
                }
                choose(block + 1, count + 1);
            }
        }

        private void judge(double[] in) {
            int bars = blocks / 2 * length;
            int best = 0;
            for (int j = 0; j < strategies; j++) {
                inside[j] = ratio(in[j], in[strategies + j], bars);
                outside[j] = ratio(all[j] - in[j], all[strategies + j] - in[strategies + j], bars);
                best = inside[j] > inside[best] ? j : best;
            }
            double other = outside[best];
            double less = 0;
            double equal = 0;
            for (double value : outside) {
                less += value < other ? 1 : 0;
                equal += value == other ? 1 : 0;
            }
            double rank = (less + (equal + 1) / 2) / (strategies + 1);
            double logit = Math.log(rank / (1 - rank));
            splits++;
            below += logit <= 0 ? 1 : 0;
            losses += other < 0 ? 1 : 0;
            logits += logit;
            x += inside[best];
            y += other;
            xx += inside[best] * inside[best];
            xy += inside[best] * other;
        }

        /** Sharpe ratio per bar; 0 for a strategy that did nothing. */
        private static double ratio(double sum, double squares, int bars) {
            double deviations = squares - sum * (sum / bars);
            return deviations > 0 ? sum / bars / Math.sqrt(deviations / (bars - 1)) : 0;
        }

        Overfitting result() {
            double spread = xx - x * (x / splits);
            return new Overfitting(
                    splits,
                    (double) below / splits,
                    logits / splits,
                    spread > 0 ? (xy - x * (y / splits)) / spread : 0,
                    (double) losses / splits);
        }
    }
}
