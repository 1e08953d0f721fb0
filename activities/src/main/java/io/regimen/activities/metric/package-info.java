/** What a series of returns and a list of trades is worth. Start at {@link io.regimen.activities.metric.Metrics}. */
@NullMarked
package io.regimen.activities.metric;

import org.jspecify.annotations.NullMarked;
