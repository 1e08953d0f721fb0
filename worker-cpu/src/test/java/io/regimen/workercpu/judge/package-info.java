/**
 * Whole paths from bars to judged configurations with the real families: on real and simulated markets, at every horizon,
 * and what must change when costs, latency or the future do. Start at {@link io.regimen.workercpu.judge.Pipeline}.
 */
@NullMarked
package io.regimen.workercpu.judge;

import org.jspecify.annotations.NullMarked;
