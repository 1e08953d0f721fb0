package io.regimen.activities.regime;

import io.regimen.workflows.regime.RegimeDetector.Order;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Which state of a fit is which regime, by the one-bar log returns of its bars in the fit. */
final class StateOrder {
    private final double[] mean;
    private final double[] variance;

    /** @param returns of the rows of the fit */
    private StateOrder(StateModel model, int states, double[] returns) {
        mean = new double[states];
        variance = new double[states];
        for (int state = 0; state < states; state++) {
            double weight = 0;
            for (int row = 0; row < returns.length; row++) {
                weight += model.share(row, state);
                mean[state] += model.share(row, state) * returns[row];
            }
            mean[state] /= Math.max(weight, Double.MIN_NORMAL);
            for (int row = 0; row < returns.length; row++) {
                double error = returns[row] - mean[state];
                variance[state] += model.share(row, state) * error * error;
            }
            variance[state] /= Math.max(weight, Double.MIN_NORMAL);
        }
    }

    /** By state, the number of its regime. */
    static byte[] of(Order order, StateModel model, int states, double[] returns) {
        StateOrder moments = new StateOrder(model, states, returns);
        List<Integer> sorted = moments.sorted(order);
        byte[] out = new byte[states];
        for (int regime = 0; regime < states; regime++) {
            out[sorted.get(regime)] = (byte) regime;
        }
        return out;
    }

    /** The states in the order of the regimes; equal ones by their number. */
    private List<Integer> sorted(Order order) {
        Comparator<Integer> byMean = Comparator.comparingDouble(state -> mean[state]);
        Comparator<Integer> byVariance = Comparator.comparingDouble(state -> variance[state]);
        List<Integer> states = IntStream.range(0, mean.length).boxed().toList();
        return switch (order) {
            case VOLATILITY -> states.stream().sorted(byVariance).toList();
            case MEAN -> states.stream().sorted(byMean).toList();
            case TREND -> {
                List<Integer> rising = states.stream().sorted(byMean).toList();
                List<Integer> out = new ArrayList<>(List.of(rising.getLast(), rising.getFirst()));
                rising.subList(1, rising.size() - 1).stream()
                        .sorted(byVariance.reversed())
                        .forEach(out::add);
                yield out;
            }
        };
    }
}
