package io.regimen.activities.selection;

import io.regimen.activities.selection.statistic.Overfitting;
import io.regimen.activities.selection.statistic.SuperiorAbility;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of all configurations of a run on its test part, all regimes together.
 *
 * @param streams configurations with positions of their own
 * @param meanCorrelation between their P&amp;L streams
 * @param overfitting of choosing among them; null below two streams, or with too few bars
 * @param overZero whether any of them is better than doing nothing, given that they are so many
 * @param overMomentum the same against the sign of the last returns
 */
public record RunMeasures(
        int streams,
        double meanCorrelation,
        @Nullable Overfitting overfitting,
        SuperiorAbility overZero,
        SuperiorAbility overMomentum) {}
