/** What a model learns to forecast. Start at {@link io.regimen.activities.label.Labels}. */
@NullMarked
package io.regimen.activities.label;

import org.jspecify.annotations.NullMarked;
